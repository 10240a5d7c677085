"""A document's characters as patterns read them: width, dashes and blanks evened out, traditional
characters as simplified ones; each still knows where it stands in the document.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_DASHES = dict.fromkeys("—–−―－‐‑﹣", "-") | {"～": "~", "〜": "~"}
_MARKS = {";": "；", ":": "：", "?": "？", "!": "！", "（": "(", "）": ")", "﹪": "%", "∶": "："}
_TRADITIONAL = (
    "萬億總業產長個點達來與區國際貿進額東廣門內資實現規較處經濟發運輸數據統計圖團員圓"
    "場塊壓壞報聲夠學寶對導尋將屬島嚴帶師幣庫廠應廳從復態懷戶戰擊擁擔擴擬攜於時書會條"
    "樣標樓機權歐歲歷殺氣氫漁漢潔潤滯濱灣災無營爭狀獎獨獲環畝畢當療監盤碼礎禮種稅積穩"
    "穫竄競筆紀約級納純紙紡細終組結給絕絡維綜綠網緊緒線緩編縣縮繼續纖罰職聯腦腳臨臺舉"
    "舊藝藥藍蘇號衛裝補製複見視覺覽觀觸訂記設許訪評詢該詳認語誤說課調談請論證識護讀變"
    "讓豬貝負財貢貨販貫責貯買貸費貼賀賓賞賠賣質購贈贏趨軌軍軟載輕輛輔輪轄轉農連週遊過"
    "違遠適遷選遺還鄉鄭醫釋鋼錄錢鍋鏈鐵鑒閉開間閣閱陝陳陰陸陽隊階隨險雙雜離難雲電霧靈"
    "靜響頁頂項順預領頭頻題類顯風飛飲養館馬駐駕驗驟體鬆魚鮮鳥鹽麗麥黃齊齡龍龜勞動務勢"
    "勝勵創劃單眾減準溫測潛滿漸漲熱獻畫異節範築簡籌糧織繳義習聞興華術遞銀銷鋁關隻韓顧"
    "兩併並倉備傳債僅優儲兌冊凍別匯協啟執婦寧審專層崗幾強後徑慶採換揮損斷昇暫構橋檢歸"
    "決況沒淨滅煙燒礦稱脫訊試躍車邊鄰銅鎮佔値産増戸價為爲裏裡佈衹纔嗎閃鬥戲齒礙錫鎳鋰"
    "鋅鉛傷亞駛郵鎖簽贊遲滬粵贛瓊遼潁鄧趙孫楊吳張劉"
)
_SIMPLIFIED = (
    "万亿总业产长个点达来与区国际贸进额东广门内资实现规较处经济发运输数据统计图团员圆"
    "场块压坏报声够学宝对导寻将属岛严带师币库厂应厅从复态怀户战击拥担扩拟携于时书会条"
    "样标楼机权欧岁历杀气氢渔汉洁润滞滨湾灾无营争状奖独获环亩毕当疗监盘码础礼种税积稳"
    "获窜竞笔纪约级纳纯纸纺细终组结给绝络维综绿网紧绪线缓编县缩继续纤罚职联脑脚临台举"
    "旧艺药蓝苏号卫装补制复见视觉览观触订记设许访评询该详认语误说课调谈请论证识护读变"
    "让猪贝负财贡货贩贯责贮买贷费贴贺宾赏赔卖质购赠赢趋轨军软载轻辆辅轮辖转农连周游过"
    "违远适迁选遗还乡郑医释钢录钱锅链铁鉴闭开间阁阅陕陈阴陆阳队阶随险双杂离难云电雾灵"
    "静响页顶项顺预领头频题类显风飞饮养馆马驻驾验骤体松鱼鲜鸟盐丽麦黄齐龄龙龟劳动务势"
    "胜励创划单众减准温测潜满渐涨热献画异节范筑简筹粮织缴义习闻兴华术递银销铝关只韩顾"
    "两并并仓备传债仅优储兑册冻别汇协启执妇宁审专层岗几强后径庆采换挥损断升暂构桥检归"
    "决况没净灭烟烧矿称脱讯试跃车边邻铜镇占值产增户价为为里里布只才吗闪斗戏齿碍锡镍锂"
    "锌铅伤亚驶邮锁签赞迟沪粤赣琼辽颍邓赵孙杨吴张刘"
)
"""Characters that bulletins of Hong Kong, Macao and Taiwan use and the mainland's do not."""
_PLAIN = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)) | _DASHES | _MARKS


_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
"""A full-width comma that parts thousands: digits of the same width stand on both sides."""


class Letters(NamedTuple):
    """A stretch of text, and where in the document each of its characters stands."""

    text: str
    at: tuple[int, ...]

    def part(self, start: int, stop: int) -> "Letters":
        """The characters from `start` up to `stop`."""
        return Letters(self.text[start:stop], self.at[start:stop])


def letters(document: str, start: int, stop: int) -> Letters:
    """The characters of a stretch of the document, evened out."""
    kept = list(_kept(document, start, stop))
    text = "".join(char for char, _ in kept)
    return Letters(_commas(text), tuple(place for _, place in kept))


def _kept(document: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    """Every character with its place; a blank is kept only where it parts two words of Latin
    letters or two numbers, which would else become one.
    """
    before, blank = "", -1
    thousands = {match.start() for match in _WIDE_THOUSANDS.finditer(document, start, stop)}
    for place in range(start, stop):
        for char in "," if place in thousands else _plain(document[place]):
            if char.isspace() or char in "\u200b\ufeff":
                blank = place
                continue
            if blank >= 0 and _is_latin(before) and _is_latin(char):
                yield " ", blank
            yield char, place
            before, blank = char, -1


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".%$")


def _commas(text: str) -> str:
    """The text with ， for every comma but those that part thousands. A full-width comma parts
    clauses even between digits.
    """
    return re.sub(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),", "，", text)


@cache
def _plain(char: str) -> str:
    """One character evened out; a footnote mark is never a digit."""
    if char == "，":
        return char
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isascii() or unicodedata.category(char) == "No":
        return char
    narrow = unicodedata.normalize("NFKC", char)
    return _PLAIN.get(narrow, narrow) if len(narrow) <= 4 else char
