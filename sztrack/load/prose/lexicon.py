"""The words of official statistics that a reader of prose must know: heads of indicators' names,
places, units, and names that hold marks which elsewhere part names.

To teach the reader a new indicator, add its last word to one of the four lists of heads.
"""

# ruff: noqa: E501  # lists of words

import re
from functools import cache, lru_cache

_FLOWS = """
增加值 总产值 产值 生产总值 GDP 投资 投资额 投资总额 零售额 零售总额 销售额 销售总额 销售收入 销售面积 销售量 销量
销售产值 营业收入 营业总收入 营业额 营收 业务收入 业务总量 业务量 总收入 收入 税收收入 税收 支出 总支出 利润 利润总额 净利润
利税 税额 税收入 进出口 进出口总值 进出口总额 进出口值 出口 出口额 出口值 出口总值 出口总额 进口 进口额 进口值 进口总值
进口总额 贸易额 交货值 总值 产量 总产量 亩产 单产 发电量 用电量 售电量 供电量 用水量 供水量 消费量 能耗总量 吞吐量 客运量 货运量
运输量 周转量 发送量 到发量 业务 交易额 成交额 成交面积 成交量 交易量 申请量 授权量 新增就业 就业人数 再就业 出栏 出栏量 出让 融资
融资额 募集资金 发行额 发行规模 使用外资 利用外资 外资 到资 消费 消费品 投入 经费 产出 成本 费用 保费收入 保费 赔付 接待游客 游客
游客人次 人次 架次 竣工面积 开工面积 施工面积 播种面积 新增人民币贷款 新增贷款 社会融资规模增量 增量 净投放现金 投放现金 签约金额
签约额 引资 到位资金 工资总额 公积金 支付 退税 减税 补贴 客流量 旅客 商品零售 餐饮收入 花费 旅游收入 民生支出 贷款发放 新设
交易金额 金额 存款 贷款 运输总量 消费总量 用水总量 供水总量 发电总量 交易总量 销售总量 出生人口 死亡人口 净增人口 顺差 逆差 成交 游客总人数 接待人数 接待人次 产业规模 产值规模 总产出 快递 货物 净流入 开发 零售 人员 次数 件数 数 飞行 供应
"""
_STOCKS = """
余额 存栏 存栏量 人口 常住人口 户籍人口 保有量 拥有量 总量 总数 总人数 总户数 存量 库存 里程 总里程 装机容量 装机 总装机 床位 床位数
在校生 务工规模 资产总计 资产总额 总资产 负债 负债合计 应收账款 外汇储备 储备 参保人数 用户数 注册用户数 主体数 户数 容量
产成品存货 存货 在建面积 待售面积 管理规模 资管规模 投保人数 企业数 网点数
"""
_RATES = """
率 比重 占比 比例 比率 浓度 强度 密度 居民消费价格 价格 单价 均价 物价 总水平 指数 CPI PPI PMI 增长面 百分位数 天数 产销率 水平 收入比 增速
增幅 涨幅 降幅 跌幅 升幅 能耗 水耗 排放 死亡率 综合 系数 满意度 工资 时长
"""
_POINT_RATES = """
资产负债率 登记失业率 城镇化率 不良贷款率 不良率
"""


def _listed(words: str) -> list[str]:
    return sorted(words.split(), key=len, reverse=True)


def _ending(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _listed(words)))})(?:\\([^()]*\\))?$")


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    return tuple(map(_ending, (_POINT_RATES, _RATES, _STOCKS, _FLOWS)))


@lru_cache(4096)
def head(name: str) -> str:
    """The head of an indicator's name, 增加值 of 采矿业增加值; empty where its last word is none."""
    found = [match[0] for pattern in _endings() if (match := pattern.search(name))]
    return max(found, key=len, default="")


@lru_cache(4096)
def is_stock(name: str) -> bool:
    """Whether a name's figures are levels at a day, whatever the period is called."""
    if _NEW.match(name):
        return False
    of_points, rates, stocks, flows = (pattern.search(name) for pattern in _endings())
    if of_points:
        return True
    longest = max((len(match[0]) for match in (rates, flows) if match), default=0)
    return stocks is not None and len(stocks[0]) >= longest


@lru_cache(4096)
def is_rate(name: str) -> bool:
    """Whether a name's level is itself a percentage or a reading, so that 5% of it is no growth."""
    of_points, rates, *others = (pattern.search(name) for pattern in _endings())
    longest = max((len(match[0]) for match in others if match), default=0)
    return of_points is not None or (rates is not None and len(rates[0]) > longest)


_NEW = re.compile("(?:全年|累计)?(?:新增|净增|新建|新认定|新设|新开|新登记|新注册|新签)")
"""What is new in a period is no stock, whatever it adds to."""

WHOLE_NAMES = (
    "农、林、牧、渔业", "农林牧渔业", "电力、热力、燃气及水生产和供应业", "电力、热力、燃气及水的生产和供应业",
    "电力、燃气及水的生产和供应业", "批发和零售业", "批发和零售", "交通运输、仓储和邮政业", "住宿和餐饮业", "信息传输、软件和信息技术服务业",
    "租赁和商务服务业", "科学研究和技术服务业", "水利、环境和公共设施管理业", "居民服务、修理和其他服务业", "卫生和社会工作",
    "文化、体育和娱乐业", "计算机、通信和其他电子设备制造业", "计算机/通信和其他电子设备制造业",
    "铁路、船舶、航空航天和其他运输设备制造业", "电气机械和器材制造业", "化学原料和化学制品制造业", "黑色金属冶炼和压延加工业",
    "有色金属冶炼和压延加工业", "石油、煤炭及其他燃料加工业", "农副食品加工业", "煤炭开采和洗选业", "石油和天然气开采业",
    "橡胶和塑料制品业", "电力、热力生产和供应业", "酒、饮料和精制茶制造业", "金属制品、机械和设备修理业", "社会保障和就业",
    "粮油、食品类", "服装、鞋帽、针纺织品类", "服装、鞋帽、针纺织品", "家用电器和音像器材", "共享与平台", "食品及食用农产品",
)  # fmt: skip
"""Names that hold the marks which elsewhere part one name from the next."""

OWNERLESS = (
    "利润总额", "营业收入", "利润", "增加值", "总产值", "产值", "零售额", "产量", "用电量", "营业成本", "资产总计",
    "产销率", "出口交货值",
)  # fmt: skip
"""Heads that say little without the owner in front of them: 规上工业企业 of 利润总额."""

_BARE = """
总投资 总产量 净利润 到位资金 签约金额 销售额 增量 存量 投资 收入 支出 利润 金额 业务 数 总数 总量 总额 总值 规模 人次 件数 次数
成交额 交易额 产值 增加值 产量 余额 水平 率 指数 消费 成本 费用 投入 税收
贷款 存款 面积 总收入 天数 价格 浓度 比例 面 度 分 排放 人员 旅客 货物
开发 供应 飞行 快递 业务收入 业务量 营业收入 总里程 均价 单价 死亡率 占比
比重 增速 增幅 降幅 涨幅
"""
EITHER = re.compile("(?:贷款|存款)$")
"""Names of which nobody can tell whether a level or what was added is meant."""
BARE_HEADS = frozenset(_listed(_BARE))
"""Heads that are no name by themselves."""
ADDED_HEADS = frozenset(
    ("总数", "总量", "总额", "总值", "规模", "总规模", "总户数", "总人数", "累计")
)
"""What stands for the name before it: 新设商事主体56.5万户、总数达422.6万户."""
CORE = (
    "地区生产总值", "规模以上工业增加值", "规上工业增加值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入",
    "居民人均可支配收入", "进出口总额", "进出口总值", "民生诉求",
)  # fmt: skip
"""Names so well known that a heading run into them can be told apart."""

OWN_PLACES = re.compile(
    "(?:全市|我市|本市|全区|我区|本区|全县|我县|本县|全州|我州|全自治区|市域|辖区|本地区)(?:的)?"
)
"""The bulletin's own place, in words that name none."""
OTHER_PLACES = re.compile("(?:全国|我国|中国|全省|我省|本省|全球|世界|香港|澳门|台湾)(?:的)?")
"""Places that are not a city's own."""
NAMED_PLACE = re.compile(
    "(?!占|地区)[\u4e00-\u9fff]{2,6}?(?:特别行政区|自治区|自治州|省|市|县|区)(?<!地区)(?=累计|实现|完成|地区生产|生产总值|规上|规模以上|一般公共|"
    "地方|固定资产|社会消费|进出口|外贸|城镇|全体|居民|全社会)"
)
"""A place by its name, in front of an indicator that cities publish."""

_PREFIX = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_BASES = """
元人民币 人民币元 美元 美金 港元 港币 欧元 日元 英镑 澳门元 元/平方米 元/吨 元/公斤 元/人 元 吨标准煤/万元 吨标准煤 吨公里 人公里
吨 公斤/亩 公斤 千克 斤 克 微克/立方米 微克每立方米 毫克/立方米 毫克每立方米 μg/m3 ug/m3 mg/m3 标准箱 标箱 TEU 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 度
平方公里 平方千米 平方米 立方米 标准立方米 公顷 公里 千米 毫米 厘米 米 亩 人次 架次 车次 辆次 艘次 户次 件次 批次/千人 批次 场次 件套
次 人 名 户 家 个百分点 百分点 个基点 个 座 条 项 所 间 场 只 支 株 棵 部 处 件 艘 种 门 辆 台 套(间) 套 张 头 羽 匹 箱 集
册 天 岁 小时 分钟 毫秒 秒 片 块 枚 根 幢 栋 宗 起 例 篇 款 类 对 组 倍 % ‰ 成 月 张床 周 位 分 点 届 道 笔 单 口 列 班 封 票
"""
_UNITS = "|".join(map(re.escape, _listed(_BASES)))
UNIT = rf"(?:(?:{_PREFIX})?余?(?:{_UNITS})|{_PREFIX})"
"""A unit behind a number, with its power of ten; 万 alone stands in lists."""
