"""A shelf of commands, one file each: arguments -> load -> build -> render -> print -> exit
code.
"""
