"""What every code stands for: the loaders' rules stand here, those of the record in its own rules,
and each check has its own. A finding of any of them is `RULES[code].at(source, message)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from sztrack.core.model import Rule, Severity, Text
from sztrack.core.record import rules as record
from sztrack.core.words.quantity import known_units


class _Catalogue(Mapping[str, Rule]):
    """Every rule by its code, in the order of the codes.

    The checks are asked for theirs only where a code is neither a loader's nor the record's, or
    where all codes are wanted: reading a workspace must not import them.
    """

    def __init__(self, own: Mapping[str, Rule]) -> None:
        self._own = own

    @cached_property
    def _all(self) -> dict[str, Rule]:
        from sztrack.core.checks import shelf

        checks = {check.RULE.code: check.RULE for check in shelf()}
        return dict(sorted({**self._own, **checks}.items()))

    def __getitem__(self, code: str) -> Rule:
        return self._own.get(code) or self._all[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _rule(
    code: str, summary: Text, why: Text, remedy: Text, severity: Severity = Severity.ERROR
) -> Rule:
    return Rule(code=code, severity=severity, summary=summary, why=why, remedy=remedy)


_UNITS = " ".join(known_units())
_SKIPPED = Text("该目标不计入，其余目标照常", "the target is left out; the others are not affected")
_ROW_LOST = Text(
    "读不出的一行只损失这一行，其余照常计入",
    "only the row that cannot be read is lost; the others count",
)

_CELL_LOST = Text(
    "读不出的一格只损失这一格，同一行的其他数照常计入",
    "only the cell that cannot be read is lost; the row's other figures count",
)

_READING = (
    _rule(
        "SZ100",
        Text("targets.yaml 无法读取", "targets.yaml cannot be read"),
        Text(
            "文件不是有效的 YAML，计划无从读起，各命令都不能开始",
            "the file is not valid YAML: there is no plan, and no command can start",
        ),
        Text(
            "从所指的一行起检查：缩进用空格而非 Tab，冒号后有空格，引号和括号"
            "成对，以 > 开头的目标加引号；空文件从 plan: 写起",
            "check from the named line on: spaces, not tabs, for indentation; a space after each"
            " colon; quotes and brackets in pairs; quotes around a goal that begins with >; an"
            " empty file begins with `plan:`",
        ),
    ),
    _rule(
        "SZ101",
        Text("键重复", "a key is repeated"),
        Text(
            "一般的 YAML 程序悄悄保留后一个，这里只计前一个并报告",
            "most YAML readers silently keep the last one; here the first one counts and the"
            " other is reported",
        ),
        Text(
            "删去一个；两者只有前者计",
            "delete one of them; only the first counts",
        ),
    ),
    _rule(
        "SZ102",
        Text("不认识的键", "an unknown key"),
        Text(
            "拼错的键若不报告，它的内容就会不声不响地丢失",
            "if a misspelt key were ignored, its value would be lost without notice",
        ),
        Text(
            "改成所提示的键，或删去；各键见 docs/targets.md",
            "use one of the suggested keys, or delete it; docs/targets.md explains the keys",
        ),
    ),
    _rule(
        "SZ103",
        Text("缺少必填内容", "something required is missing"),
        _SKIPPED,
        Text(
            "加一行，写所指的键和内容",
            "add a line with the named key and its value",
        ),
    ),
    _rule(
        "SZ104",
        Text("内容的形式不对", "a value of the wrong shape"),
        Text(
            "这里应是一段文字、一个列表或一组键值，写成了别的形式",
            "text, a list or a mapping is expected here, and something else was found",
        ),
        Text(
            "参照 docs/targets.md 的示例改写",
            "write it as the examples in docs/targets.md do",
        ),
    ),
    _rule(
        "SZ105",
        Text("用 * 引用另一处的内容", "an alias to another mapping"),
        Text(
            "引用会使短文件展开成极长的内容，出处行号也会丢失",
            "aliases can make a short file very long, and hide the line a value comes from",
        ),
        Text("把内容写全", "write the content out in full"),
    ),
    _rule(
        "SZ106",
        Text("不是整数", "not a whole number"),
        _SKIPPED,
        Text("只写阿拉伯数字，不加引号和单位", "write plain digits, no quotes and no unit"),
    ),
    _rule(
        "SZ107",
        Text("不在可选范围内", "not one of the choices"),
        _SKIPPED,
        Text("改用所列的词", "use one of the words listed"),
    ),
    _rule(
        "SZ108",
        Text("阈值不是正数", "a threshold is not a positive number"),
        Text(
            "读不出的阈值按默认值计，判断可能与本意不同",
            "a threshold that cannot be read keeps its default, which may not be what was meant",
        ),
        Text(
            "只写数字，单位见 docs/rules.md", "write the bare number; docs/rules.md has the units"
        ),
    ),
    _rule(
        "SZ109",
        Text("任务编号重复", "a task's number is repeated"),
        Text(
            "按任务查询和分派时，同号的两项分不清",
            "two tasks with the same number cannot be told apart when they are looked up or"
            " assigned",
        ),
        Text("一个任务只写一次", "write each task once"),
    ),
    _rule(
        "SZ110",
        Text("id 无效", "an id is not valid"),
        Text(
            "id 用于命令行和文件，须简短且到处可用；该目标不计入",
            "an id is typed on the command line and used in files; the target is left out",
        ),
        Text(
            "用小写英文字母、数字和连字符，如 high-level-talent",
            "use lower-case letters, digits and hyphens, as in high-level-talent",
        ),
    ),
    _rule(
        "SZ111",
        Text("id 重复", "an id is repeated"),
        Text(
            "两个目标同一 id，数据归谁无从得知",
            "with two targets under one id, it is not known which figures belong to which",
        ),
        Text("改成唯一的 id", "make the id unique"),
    ),
    _rule(
        "SZ112",
        Text("目标没有比较符号", "a goal has no operator"),
        Text(
            "“2.6万人”是至少、超过还是左右，判断各不相同",
            "at least, more than or about 26,000: each is judged differently",
        ),
        Text(
            '在数字前写 >=、>、>~、<=、<、<~、~、= 之一，如 "> 2.6万人"；区间写作 5%..5.5%',
            'write one of >= > >~ <= < <~ ~ = before the number, as in "> 2.6万人"; a range is'
            " 5%..5.5%",
        ),
    ),
    _rule(
        "SZ113",
        Text("目标或基数不是带单位的数", "a goal or a baseline is not a number with a unit"),
        Text(
            "没有单位的数不能与公布数比较，单位不猜；该目标不计入，其余目标照常",
            "without its unit a number cannot be compared with the published one, and units are"
            " not guessed; the target is left out, the others are not affected",
        ),
        Text(
            "照计划原文写数和单位，如 5.5%、18万人、1.5万亿元，区间写作 5%..5.5%；左右、以上等词"
            "写成比较符号",
            "write number and unit as the plan has them, such as 5.5%, 18万人, $11,000 million, a"
            " range as 5%..5.5%; words such as 左右 or 'at least' become an operator",
        ),
    ),
    _rule(
        "SZ114",
        Text("单位表中没有的单位", "a unit that the table of units does not have"),
        Text(
            "照原文采用：只有公布数写同一单位（前面可加 万、亿）时才能与目标比较",
            "it is taken as written: a figure is held against the goal only where it has the same"
            " unit, with or without 万 or 亿 before it",
        ),
        Text(
            f"单位无误则不必改动；笔误则改正。单位表：{_UNITS}，前面可加 万、亿、万亿；英文可写 "
            "people、jobs、days、hours、$、£、€，以及 thousand、million、billion",
            f"leave it if it is right, else correct it. The table: {_UNITS}, with 万, 亿 or 万亿"
            " before any of them; in English people, jobs, days, hours, $, £, €, with thousand,"
            " million or billion",
        ),
        Severity.INFO,
    ),
    _rule(
        "SZ115",
        Text("基数与目标的单位不同类", "the units of baseline and goal do not convert"),
        Text(
            "基数与目标须是同一指标，否则进度无从计算",
            "a baseline must be for the same indicator as its goal, or no pace can be calculated",
        ),
        Text(
            "换成同一指标、同类单位的基数，或删去基数",
            "give the baseline of the same indicator, in a unit that converts, or delete it",
        ),
    ),
    _rule(
        "SZ116",
        Text("期限不是本年的月份", "a date outside the plan's year"),
        Text(
            "by 是目标的期限，须是计划年度内的月份",
            "`by` is the month the goal is set for, and must be in the plan's year",
        ),
        Text(
            "by 写计划年度内的月份，如 2024-03；amended 的 on 写日期，如 2024-08-20",
            "write a month of the plan's year for `by`, such as 2024-03, and a day for the `on` of"
            " an amendment, such as 2024-08-20",
        ),
    ),
    _rule(
        "SZ117",
        Text("类别与目标不相配", "kind and goal do not match"),
        Text(
            "各类目标算法不同：量和率须有数值目标，事项和定性没有",
            "each kind is calculated differently: amounts and rates need a number, milestones"
            " and narratives have none",
        ),
        Text(
            '改 kind，或增删 goal、event：量和率须有 goal（如 "> 2.6万人"，尚'
            "未下达的写 pending），增速以 % 计；事项和定性没有 goal；只有事项"
            "有 event",
            "change the kind, or add or delete `goal` or `event`: amounts and rates have a goal"
            ' (such as "> 2.6万人", or pending until it is assigned), growth one in %; milestones'
            " and narratives have none, and only milestones have an event",
        ),
    ),
    _rule(
        "SZ118",
        Text("别名指向计划中没有的指标", "an alias for something that is not in the plan"),
        Text(
            "别名不起作用，数据中的该名称仍不计入",
            "the alias has no effect, and rows under that name are still not used",
        ),
        Text(
            "写目标的 indicator、名称或 id",
            "write a target's indicator, name or id",
        ),
    ),
    _rule(
        "SZ200",
        Text("数据文件或文件夹无法读取", "a file or folder of figures cannot be read"),
        Text("其中的数据一行也没有计入", "none of its rows counts"),
        Text(
            "应是可读的文件或文件夹：检查权限，或关闭占用它的程序；链接的文件夹，把其中的文件放进来",
            "it must be a file or a folder that can be read: check its permissions, or"
            " close the program that holds it; of a linked folder, put the files themselves here",
        ),
    ),
    _rule(
        "SZ201",
        Text("有无法解码的字节", "bytes that cannot be decoded"),
        Text(
            "先按 UTF-8、再按 GB18030 解码都不成的行，多半是文件截断或损坏",
            "a line that is neither UTF-8 nor GB18030 is usually truncated or damaged",
        ),
        Text(
            "从原件另存为 UTF-8（Excel 中为“CSV UTF-8”）",
            "save the original again as UTF-8 (in Excel: 'CSV UTF-8')",
        ),
    ),
    _rule(
        "SZ202",
        Text("没有可用的表头", "no usable heading row"),
        Text(
            "不知道哪一列是什么，整个文件都没有计入",
            "without headings it is not known what a column contains; nothing in the file is"
            " counted",
        ),
        Text(
            "须有一行写明 指标，以及 累计、同比、进度 之一",
            "a row must name `indicator`, and one of `value`, `growth` or `stage`",
        ),
    ),
    _rule(
        "SZ203",
        Text("不是有效的 CSV", "not valid CSV"),
        _ROW_LOST,
        Text(
            "检查该行的引号是否成对；该行已跳过",
            "check that the quotes on the line are in pairs; the line was skipped",
        ),
    ),
    _rule(
        "SZ204",
        Text("列重复", "a column is repeated"),
        Text(
            "两列同名，不知以哪一列为准，都没有读",
            "of two columns with the same name, it is not known which counts; neither was read",
        ),
        Text(
            "每种列只留一个；重复的列都未读",
            "keep one column of each kind; none of the repeated ones was read",
        ),
    ),
    _rule(
        "SZ205",
        Text("不认识的列", "an unknown column"),
        Text(
            "该列没有读；若是拼错的列名，它的数据就没有计入",
            "the column was not read; if its name is misspelt, its figures are missing",
        ),
        Text(
            "改成 docs/actuals.md 所列的列名，没有列名的补上；用不上的列可以不理",
            "use a column name listed in docs/actuals.md, and add a heading where there is none;"
            " a column that is not needed can stay",
        ),
        Severity.WARNING,
    ),
    _rule(
        "SZ206",
        Text("没有指标名称", "no indicator name"),
        _ROW_LOST,
        Text("填写 指标 一列", "fill in the indicator column"),
    ),
    _rule(
        "SZ207",
        Text("不是时期", "not a period"),
        _ROW_LOST,
        Text(
            "写成 2024-06、2024Q2、2024年1-6月；或让文件名、标题带年份和月份",
            "write 2024-06, 2024Q2 or 2024年1-6月, or give year and month in the file's name or"
            " title",
        ),
    ),
    _rule(
        "SZ208",
        Text("数据的单位缺失或不是单位", "a figure's unit is missing or none"),
        Text(
            "单位不猜：万元与亿元差一万倍",
            "units are not guessed: 万元 (10^4 yuan) and 亿元 (10^8 yuan) differ by a factor of"
            " 10,000",
        ),
        Text(
            f"填写 单位 一列，或把单位写在表头的括号里；可用：{_UNITS}，前面可加 万、亿、万亿；"
            "单位表以外的单位写在 单位 一列，与目标所写一致",
            "fill in the unit column, or write the unit in brackets in the"
            f" heading; known: {_UNITS}, with 万, 亿 or 万亿 before any of"
            " them; one that the table does not have stands in the unit column, as the goal"
            " writes it",
        ),
    ),
    _rule(
        "SZ209",
        Text("不认识的进度", "an unknown stage"),
        _ROW_LOST,
        Text(
            "用 未启动、进行中、有风险、自报完成、核实完成",
            "use not started, in progress, at risk, reported done, verified done",
        ),
    ),
    _rule(
        "SZ210",
        Text("不认识的数据状态", "an unknown status of a figure"),
        _ROW_LOST,
        Text(
            "用 初值、修订、二手、下限、上限、约数，界限只写一种",
            "use first, revised, second-hand, at-least, at-most, about; one bound at most",
        ),
    ),
    _rule(
        "SZ211",
        Text(
            "口径缺失、不认识或与时期不符",
            "the basis is missing, unknown, or does not agree with the period",
        ),
        Text(
            "累计还是当月不猜：二者可差十倍",
            "whether a figure is year to date or for the month alone is not guessed: the two can"
            " differ tenfold",
        ),
        Text(
            "缺口径的填写 口径（累计、当月、当季、期末），或在表头写明 本月、"
            "累计；与时期或列名不符的，改正其一，或把列名写成 数值",
            "where it is missing, fill in `basis` (ytd, month, quarter, point), or put 本月 or 累计"
            " in the heading; where it does not agree with the period or the heading, correct"
            " one of them, or call the column `value`",
        ),
    ),
    _rule(
        "SZ212",
        Text("不是数", "not a number"),
        _CELL_LOST,
        Text(
            "只写数字，如 7731.62，同比如 5.4 或 5.4%；没有数据写“—”；公式须"
            "在 Excel 中打开并保存一次，或直接写数",
            "write the number alone, such as 7731.62, growth as 5.4 or 5.4%, and '-' for no"
            " figure; open a formula in Excel and save it once, or write its result",
        ),
    ),
    _rule(
        "SZ213",
        Text("发布日期不是日期", "the release date is not a date"),
        _ROW_LOST,
        Text("写成 2024-10-28", "write it as 2024-10-28"),
    ),
    _rule(
        "SZ214",
        Text("格数比表头多", "more cells than headings"),
        Text(
            "多半是数字里的逗号把一格分成了两格，后面各格都错了位",
            "usually a comma inside a number split one cell in two, and what follows is in the"
            " wrong column",
        ),
        Text(
            '数字里的逗号加引号（"1,234"）或去掉',
            'put quotes around a number with a comma ("1,234"), or remove the comma',
        ),
    ),
    _rule(
        "SZ215",
        Text("逗号或点的含义不明", "a comma or point that can be read two ways"),
        Text(
            "“1,234”可能是一千二百三十四，也可能是一点二三四；两者相差千倍，不作猜测",
            "'1,234' may mean 1,234 or 1.234; a factor of a thousand is not guessed",
        ),
        Text(
            "去掉千分位，小数点用“.”；以逗号分格的文件中也可给该数加引号（"
            '"1,234"），若本是两个数，补齐该行的各格',
            "leave out thousands separators and write the decimal point as '.'; in a"
            ' comma-separated file the number may be put in quotes ("1,234"), and if these are'
            " two numbers, give the row all its cells",
        ),
    ),
    _rule(
        "SZ216",
        Text("指标名称空白，沿用上一行", "rows without a name use the one above"),
        Text(
            "合并单元格导出后只有第一行有名称；如果不是合并单元格，数据就归错了指标",
            "an exported merged cell has its name in the first row only; if these were not"
            " merged cells, the figures are under the wrong name",
        ),
        Text("如非合并单元格，请填写指标名称", "if these were not merged cells, fill in the names"),
        Severity.INFO,
    ),
    _rule(
        "SZ217",
        Text("文件没有数据", "a file without figures"),
        Text(
            "只有表头的文件多半是还没有填的表，或数据写在了别处",
            "a file with headings only is usually a form that has not been filled in, or the"
            " figures are elsewhere",
        ),
        Text("填写数据，或移走该文件", "fill it in, or move the file away"),
        Severity.WARNING,
    ),
    _rule(
        "SZ218",
        Text("工作簿无法读取", "a workbook that cannot be read"),
        Text(
            "读不了的工作表（或整个文件）中的数据全部没有计入",
            "none of the figures of the sheet, or of the file, that cannot be read count",
        ),
        Text(
            "用 Excel 打开后另存为 .xlsx 或 CSV；读取 .xls 须安装可选组件："
            "pip install 'sztrack[excel]'",
            "open it in Excel and save it as .xlsx or CSV; .xls needs the"
            " optional extra: pip install 'sztrack[excel]'",
        ),
    ),
    _rule(
        "SZ219",
        Text("没有数据文件", "there are no files of figures"),
        Text("没有数据，所有目标都是“无数据”", "without figures every goal is without data"),
        Text(
            "各月数据放入 actuals 文件夹；原来有的，查看所在磁盘是否已挂载",
            "put each month's figures into the folder actuals; where they were there before, see"
            " whether the drive is mounted",
        ),
        Severity.WARNING,
    ),
    _rule(
        "SZ220",
        Text("单位互相矛盾", "units that contradict each other"),
        Text(
            "单位列、名称后的括号和列名各说各的，不知以哪个为准；万元与亿元差一万倍，不作取舍",
            "the unit cell, the brackets after the name and the heading differ: 万元 (10^4 yuan)"
            " and 亿元 (10^8 yuan) differ by a factor of 10,000, and none is preferred",
        ),
        Text("单位只写一处，或改成一致", "state the unit in one place, or make the places agree"),
    ),
    _rule(
        "SZ221",
        Text("时期互相矛盾", "periods that contradict each other"),
        Text(
            "文件名、标题或行内说的时期不一致，不知以哪个为准，因此都不用来补时期；"
            "自己写明时期的行照常计入",
            "file name, title and row state different periods, and none is preferred: nothing is"
            " filled in from them. Rows that state their own period are counted",
        ),
        Text(
            "改正文件名、标题或行名，使其只说一个时期；或只在各行的 时期 一列写明",
            "make file name, title and the row's name state one period, or state it only in each"
            " row's period",
        ),
    ),
    _rule(
        "SZ222",
        Text("不知是哪一列的同比", "a growth column that belongs to no known column"),
        Text(
            "同比属于它左边的数；左边一列未能识别时，这个同比可能是它的，不会算给别的列",
            "growth belongs to the figures on its left; where that column is not known, the"
            " growth may belong to it and is not assigned to another one",
        ),
        Text(
            "改正前一列的列名，或写明如 累计同比",
            "correct the heading to its left, or name the column it belongs to, as in 累计同比",
        ),
    ),
    _rule(
        "SZ223",
        Text("有文字而没有数的行", "a row with text and no figure"),
        Text(
            "多半是少了一格、用错了分隔符，或把内容写到了别的列；不报告就会不声不响地丢失。"
            "只有名称和时期、其余空白的行不算",
            "usually a cell is missing, the cells are separated by the wrong character, or"
            " something is in the wrong column; without this message it would be lost. A row"
            " with a name and a period and nothing else is simply left blank",
        ),
        Text(
            "检查各格是否与列名对齐，补上缺的格；各格用与表头相同的分隔符",
            "check that the cells are under their headings, add what is missing, and separate"
            " the cells by the same character as the headings",
        ),
    ),
    _rule(
        "SZ224",
        Text("工作簿中有未读的工作表", "sheets of a workbook that were not read"),
        Text(
            "工作簿中显示的工作表都读；封面、说明等没有表头的，没有数据可读",
            "every visible sheet of a workbook is read; a cover or notes without a heading row hold"
            " no figures to read",
        ),
        Text(
            "其中有数据的，写上表头；否则可以不理",
            "give it a heading row if it holds figures; otherwise it can stay",
        ),
        Severity.INFO,
    ),
    _rule(
        "SZ225",
        Text("计划中没有的地区", "figures for a place that the plan does not name"),
        Text(
            "各地区的同名指标混在一起，会被当作同一个指标互相矛盾的数；别处的数、部分的数都不是全体的数",
            "under one name, figures for several places would be taken for conflicting figures of"
            " one indicator; a part's figure, or another place's, is not that of the whole",
        ),
        Text(
            "写进 targets.yaml：计划自己的地区写在 plan 的 place（别称写在 aliases），"
            "各部分和对比的地区写在 places；都不是的，删去这些行",
            "say so in targets.yaml: the plan's own place as `place` under `plan` (with its"
            " aliases), its parts and places to compare with under `places`; else delete the rows",
        ),
    ),
    _rule(
        "SZ230",
        Text("百分数像是写成了小数", "percentages that must be fractions"),
        Text(
            "整张表的百分数都不到 1，多有三位以上小数：0.036 当作 0.036%，会小一百倍；也不擅自放大",
            "none of the table's percentages reaches 1, and most have three decimals or more: read"
            " as 0.036%, the figure would be a hundredth of what it is; it is not scaled unasked",
        ),
        Text(
            "乘以 100，或在表格软件里设为百分比格式；确实这么小的，写上 %，如 0.036%",
            "multiply them by 100, or format the cells as percentages; if they are really so small,"
            " write the sign: 0.036%",
        ),
    ),
    _rule(
        "SZ231",
        Text("工作簿中隐藏的数据未读", "hidden figures of a workbook were not read"),
        Text(
            "隐藏的工作表和行（包括被筛选掉的行）没有人看得见，多半是旧稿、模板或缓存，不计入",
            "nobody sees a hidden sheet or a hidden row (a filter hides rows too): it is usually an"
            " old draft, a template or a cache, and does not count",
        ),
        Text(
            "需要计入的，取消隐藏或清除筛选后保存；不需要的，删去",
            "unhide what should count, or clear the filter, and save; delete what should not",
        ),
        Severity.WARNING,
    ),
    _rule(
        "SZ240",
        Text("公报文件无法读取", "a bulletin that cannot be read"),
        Text(
            "sztrack read 打不开这个 Word 或 PDF 文件：文件损坏、是扫描件，或缺少组件",
            "`sztrack read` cannot open this Word or PDF file: it is damaged, a scan, or a"
            " component is missing",
        ),
        Text(
            "用原来的程序打开后另存，或把文字粘贴成文本文件",
            "open it in the program it comes from and save it anew, or paste its text into a text"
            " file",
        ),
    ),
    _rule(
        "SZ601",
        Text("不是目标表", "no table of targets"),
        Text(
            "sztrack init --from 须有一行表头，其中有指标和目标两列；没有就无从读起",
            "`sztrack init --from` needs a row of headings with a column of indicators and one of"
            " goals; without it there is nothing to read",
        ),
        Text(
            "表头写上“指标”和“本年目标”（或 2026年目标）；目标在另一张工作表的，另存为单独的文件",
            "head the columns `indicator` and `target`; save a table that is on another sheet as a"
            " file of its own",
        ),
    ),
    _rule(
        "SZ602",
        Text("目标读不成数", "a goal that is not read as a number"),
        Text(
            "与别处比较的目标、没有数的目标、不认识的单位，不猜；整格读不出的按定性表述写入，原文保留",
            "goals that compare with others, goals without a number and unknown units are not"
            " guessed; where nothing of the cell is read it is a narrative; the words are kept",
        ),
        Text(
            "能写成数的，在 targets.yaml 里改 kind 和 goal",
            "where it can be put as a number, change `kind` and `goal` in targets.yaml",
        ),
        Severity.WARNING,
    ),
    _rule(
        "SZ603",
        Text("目标的类型是推定的", "a kind that was guessed"),
        Text(
            "同一个数可以是逐月累加的、期末的、增速或比率，算法各不相同；名称和单位不足以判定",
            "one number may add up month by month, be a level, a growth or a rate, each with its"
            " own arithmetic; name and unit do not settle it",
        ),
        Text(
            "不对的，改 targets.yaml 里的 kind",
            "where it is wrong, change `kind` in targets.yaml",
        ),
        Severity.INFO,
    ),
    _rule(
        "SZ604",
        Text("上年数没有作为基数", "last year's figure is not a baseline"),
        Text(
            "读不出，或与目标不同类（目标是增速，上年数是总量）；原文记入备注",
            "it cannot be read, or is of another sort than the goal (a growth against an amount);"
            " it is kept in the note",
        ),
        Text(
            "有可比的上年数的，在 targets.yaml 里补 baseline",
            "add a comparable figure as `baseline` in targets.yaml",
        ),
        Severity.INFO,
    ),
    _rule(
        "SZ605",
        Text("目标由上年数推算", "a goal worked out of last year's figure"),
        Text(
            "“持平”“提高2个百分点”“增加3所”没有写明到多少，按表中的上年数算出",
            "'unchanged', 'up by 2 points' and 'three more' do not say where they end; the goal is"
            " worked out of last year's figure in the table",
        ),
        Text(
            "核对；计划写明数的，照计划改 goal",
            "check it; where the plan states the number, write that as `goal`",
        ),
        Severity.INFO,
    ),
    _rule(
        "SZ606",
        Text("目标表中未读的列", "columns of a table of targets that are not read"),
        Text(
            "不认识这些列名，其中的内容没有写入计划",
            "these headings are unknown; what stands below them is not in the plan",
        ),
        Text(
            "有用的，列名改为：指标 单位 上年完成 本年目标 性质 责任单位 配合单位 完成时限 备注",
            "rename those that matter: indicator, unit, last year, target, nature, owner, with, by,"
            " note",
        ),
        Severity.INFO,
    ),
    _rule(
        "SZ607",
        Text("目标表中不认识的内容", "a cell of a table of targets that is not understood"),
        Text(
            "性质、类型、时限须是规定的写法；不认识的按默认，原文记入备注",
            "nature, kind and deadline are closed sets of words; what is unknown is kept in the"
            " note, and the default counts",
        ),
        Text(
            "性质写约束性或预期性，时限写 2026年6月",
            "write binding or expected, and a deadline as 2026-06",
        ),
        Severity.WARNING,
    ),
)

RULES: Mapping[str, Rule] = _Catalogue({rule.code: rule for rule in _READING} | dict(record.RULES))
