"""Sentences of bulletins, each with all that is read out of it: names, periods, levels, growth, doubts;
and every number that is passed over, with the reason. The figures are made up.
"""

from __future__ import annotations

# ruff: noqa: E501  # a sentence is read whole
import pytest

from sztrack.load.workspace import load_plan
from tests.conftest import ROOT
from tests.load.prose.told import bulletin, passed, told

SENTENCES = [
    (
        "carried subjects",
        "2024-09",
        "前三季度，全市地区生产总值25934.28亿元，按不变价格计算，同比增长5.4%。其中，第一产业增加值18.86亿元，增长5.5%；第二产业增加值9535.24亿元，增长7.1%。",
        [
            "地区生产总值 2024-09/ytd 25934.28亿元 +5.4%",
            "第一产业增加值 2024-09/ytd 18.86亿元 +5.5%",
            "第二产业增加值 2024-09/ytd 9535.24亿元 +7.1%",
        ],
        [],
    ),
    (
        "a head for parts",
        "2024-09",
        "前三季度，采矿业增加值同比增长8.1%，制造业增长3.4%，电力、热力、燃气及水生产和供应业增长5.2%。",
        [
            "采矿业增加值 2024-09/ytd +8.1%",
            "制造业增加值 2024-09/ytd +3.4%",
            "电力、热力、燃气及水生产和供应业增加值 2024-09/ytd +5.2%",
        ],
        [],
    ),
    (
        "a list behind respectively",
        "2024-09",
        "1-9月，猪、牛、羊、禽肉产量分别增长41.1%、17.2%、0.4%和-4.5%。",
        [
            "猪肉产量 2024-09/ytd +41.1%",
            "牛肉产量 2024-09/ytd +17.2%",
            "羊肉产量 2024-09/ytd +0.4%",
            "禽肉产量 2024-09/ytd -4.5%",
        ],
        [],
    ),
    (
        "two lists",
        "2024-09",
        "1-9月，初级形状塑料和成品油分别进口57.0亿元和16.1亿元，分别下降6.5%和增长8.8倍。",
        ["初级形状塑料进口 2024-09/ytd 57.0亿元 -6.5%", "成品油进口 2024-09/ytd 16.1亿元 +880.0%"],
        [],
    ),
    (
        "a list that does not line up",
        "2024-09",
        "1-9月，手机、电脑出口分别增长1.1%、2.2%、3.3%。",
        [],
        ["1.1% list", "2.2% list", "3.3% list"],
    ),
    (
        "quarters in their order",
        "2024-09",
        "前三季度进出口增速分别为-6.4%、-0.1%和7.4%。",
        [
            "进出口 2024-03/quarter -6.4% ? shifted_period",
            "进出口 2024-06/quarter -0.1% ? shifted_period",
            "进出口 2024-09/quarter +7.4% ? shifted_period",
        ],
        [],
    ),
    (
        "periods side by side",
        "2024-06",
        "一季度、二季度GDP分别增长6.4%、5.4%。",
        ["GDP 2024-03/ytd +6.4%", "GDP 2024-06/quarter +5.4%"],
        [],
    ),
    (
        "a period of its own",
        "2024-09",
        "前三季度，城镇新增就业15.2万人；9月份，城镇调查失业率为5.1%，同比提高0.2个百分点。",
        [
            "城镇新增就业 2024-09/ytd 15.2万人",
            "城镇调查失业率 2024-09/month 5.1%",
            "城镇调查失业率 2024-09/month 0.2个百分点 +0.2",
        ],
        [],
    ),
    (
        "a level at a day",
        "2024-09",
        "9月末，制造业贷款余额1.3万亿元，同比增长8.6%，比年初增加1032亿元。",
        ["制造业贷款余额 2024-09/point 1.3万亿元 +8.6%"],
        ["1032亿元 other_base"],
    ),
    (
        "shares and points",
        "2024-09",
        "前三季度，工业投资增长29.6%，占固定资产投资比重达38.6%，同比提高7.5个百分点。",
        [
            "工业投资 2024-09/ytd +29.6%",
            "工业投资占固定资产投资比重 2024-09/ytd 38.6%",
            "工业投资占固定资产投资比重 2024-09/ytd 7.5个百分点 +7.5",
        ],
        [],
    ),
    (
        "part of a budget",
        "2024-05",
        "1-5月，税收收入2611万元，占年初预算6265万元的41.7%，同比增长8.8%。",
        ["税收收入 2024-05/ytd 2611万元 +8.8%", "税收收入完成年初预算比例 2024-05/ytd 41.7%"],
        ["6265万元 goal"],
    ),
    (
        "goals",
        "2024-09",
        "前三季度，地区生产总值增长5.4%，高于5%左右的预期目标；力争全年工业投资增长10%。",
        ["地区生产总值 2024-09/ytd +5.4%"],
        ["5%左右 goal", "10% goal"],
    ),
    (
        "last year first",
        "2024-12",
        "全年专利授权量由上年的168.2万件增加到179.5万件，去年同期为3件。",
        ["专利授权量 2024-12/ytd 179.5万件"],
        ["168.2万件 earlier_period", "3件 earlier_period"],
    ),
    (
        "month on month",
        "2024-09",
        "9月份，居民消费价格环比持平，同比上涨0.4%。",
        ["居民消费价格 2024-09/month +0.4%"],
        ["持平 month_on_month"],
    ),
    (
        "means of years and other bases",
        "2024-09",
        "前三季度，地区生产总值同比增长12.7%，两年平均增长6.5%，比2019年增长13.4%。",
        ["地区生产总值 2024-09/ytd +12.7%"],
        ["6.5% several_years", "13.4% other_base"],
    ),
    (
        "contributions and gaps",
        "2024-09",
        "前三季度，规上工业增加值增长9.6%，高于全国3.8个百分点，拉动GDP增长3.4个百分点，贡献率达60%。",
        ["规上工业增加值 2024-09/ytd +9.6%"],
        ["3.8个百分点 gap", "3.4个百分点 contribution", "60% contribution"],
    ),
    (
        "names",
        "2024-09",
        "深入推进“20+8”产业集群行动，举办第25届高交会，建成4A级景区，PM2.5平均浓度17微克/立方米。",
        ["PM2.5平均浓度 2024-09/? 17微克/立方米 ? no_basis"],
        ["“20+8” name", "第25届 name", "4A级 name", "PM2.5 name"],
    ),
    (
        "bounds",
        "2024-12",
        "全年社会消费品零售总额首次突破1万亿元、达1.05万亿元，服务贸易进出口近3000亿元，外贸企业超6万家。",
        [
            "社会消费品零售总额 2024-12/ytd 1.05万亿元",
            "服务贸易进出口 2024-12/ytd ~3000亿元",
            "外贸企业 2024-12/ytd >6万家 ? name_unclear",
        ],
        [],
    ),
    (
        "words for digits",
        "2024-12",
        "全年固定资产投资总额近万亿元，其中工业投资占固定资产投资比重超两成，巡演超百场。",
        [
            "固定资产投资总额 2024-12/ytd ~1万亿元 ? words_for_digits",
            "工业投资占固定资产投资比重 2024-12/ytd >20% ? words_for_digits",
            "巡演 2024-12/ytd >100场 ? words_for_digits name_unclear",
        ],
        [],
    ),
    (
        "what is new and what there is",
        "2024-12",
        "新增国家级专精特新“小巨人”企业309家，累计742家。",
        [
            "新增国家级专精特新“小巨人”企业 2024-12/ytd 309家",
            "国家级专精特新“小巨人”企业总数 2024-12/point 742家",
        ],
        [],
    ),
    (
        "numbers in front of names",
        "2024-12",
        "新开展37个重大科技专项、312个科技攻关项目，25个省份完成任务。",
        [
            "新开展重大科技专项 2024-12/ytd 37个 ? counted name_unclear",
            "新开展科技攻关项目 2024-12/ytd 312个 ? counted name_unclear",
        ],
        ["25个 universe"],
    ),
    (
        "how many grew",
        "2024-10",
        "1-10月，23种工业产品中，13种增长，10种下降。",
        ["增长的种数 2024-10/ytd 13种 ? counted", "下降的种数 2024-10/ytd 10种 ? counted"],
        ["23种 universe"],
    ),
    (
        "nominal and real",
        "2024-09",
        "前三季度，居民人均可支配收入30941元，同比名义增长5.2%，扣除价格因素，实际增长4.9%。",
        [
            "居民人均可支配收入 2024-09/ytd 30941元 +5.2%",
            "居民人均可支配收入(实际) 2024-09/ytd +4.9% ? real_terms",
        ],
        [],
    ),
    (
        "another place",
        "2024-09",
        "前三季度，全国居民消费价格上涨0.3%，全市上涨0.1%。",
        ["全国·居民消费价格 2024-09/ytd +0.3%", "居民消费价格 2024-09/ytd +0.1%"],
        [],
    ),
    (
        "ranks",
        "2024-09",
        "前三季度，机场旅客吞吐量4500万人次，增长17.2%，居全国第3位。",
        [
            "机场旅客吞吐量 2024-09/ytd 4500万人次 +17.2%",
            "机场旅客吞吐量 2024-09/ytd 3位 ? rank_of_what",
        ],
        [],
    ),
    (
        "a ratio",
        "2024-09",
        "前三季度，三次产业结构比为0.1：36.8：63.1。",
        [
            "第一产业增加值占地区生产总值比重 2024-09/ytd 0.1 ? no_unit",
            "第二产业增加值占地区生产总值比重 2024-09/ytd 36.8 ? no_unit",
            "第三产业增加值占地区生产总值比重 2024-09/ytd 63.1 ? no_unit",
        ],
        [],
    ),
    (
        "brackets",
        "2024-07",
        "7月份，畜肉类价格上涨11.1%（猪肉价格上涨15.8%），影响CPI上涨约0.50个百分点。",
        ["畜肉类价格 2024-07/month +11.1%", "猪肉价格 2024-07/month +15.8%"],
        ["约0.50个百分点 contribution"],
    ),
    (
        "full width and thousands",
        "2024-09",
        "前三季度，社会消费品零售总额７，９２０．７３亿元，一般公共预算收入3,025.2亿元，增长３．１％。",
        [
            "社会消费品零售总额 2024-09/ytd 7920.73亿元",
            "一般公共预算收入 2024-09/ytd 3025.2亿元 +3.1%",
        ],
        [],
    ),
    (
        "traditional characters",
        "2024-09",
        "前三季度，貨物出口總額2.37萬億元，同比增長17.5%；失業率為2.9%，同比下跌0.2個百分點。",
        [
            "货物出口总额 2024-09/ytd 2.37万亿元 +17.5%",
            "失业率 2024-09/ytd 2.9%",
            "失业率 2024-09/ytd 0.2个百分点 -0.2",
        ],
        [],
    ),
    (
        "no basis",
        "2024-09",
        "规模以上工业增加值增长9.6%。",
        ["规模以上工业增加值 2024-09/? +9.6% ? no_basis"],
        [],
    ),
    (
        "no period",
        "",
        "规模以上工业增加值增长9.6%。",
        ["规模以上工业增加值 ?/? +9.6% ? no_period"],
        [],
    ),
    (
        "a rate that fell to",
        "2024-09",
        "前三季度，GDP增速较上半年回落0.5个百分点至5.4%，工业投资降幅收窄至2.3%。",
        ["GDP 2024-09/ytd +5.4%", "工业投资 2024-09/ytd -2.3%"],
        ["0.5个百分点 month_on_month"],
    ),
    (
        "what is to come",
        "2024-09",
        "到2025年底，新能源汽车产量达200万辆。前三季度，产销分别完成109.2万辆和110万辆。",
        ["产量 2024-09/ytd 109.2万辆 ? name_unclear", "销量 2024-09/ytd 110万辆 ? name_unclear"],
        ["200万辆 goal"],
    ),
    (
        "from a fall to a rise",
        "2024-09",
        "前三季度，粗钢产量由去年同期的下降2.1%转为增长3.3%，而去年同期为增长5.6%。",
        ["粗钢产量 2024-09/ytd +3.3%"],
        ["2.1% earlier_period", "5.6% earlier_period"],
    ),
    (
        "short points",
        "2024-09",
        "前三季度，工业增加值增长9.6%，分别高于全国、全省3.8个和5.1个百分点。",
        ["工业增加值 2024-09/ytd +9.6%"],
        ["3.8个 gap", "5.1个百分点 gap"],
    ),
    (
        "a month beside the year",
        "2024-09",
        "9月规模以上工业增加值增长7.4%，1-9月增长9.6%。",
        ["规模以上工业增加值 2024-09/month +7.4%", "规模以上工业增加值 2024-09/ytd +9.6%"],
        [],
    ),
    (
        "who does what",
        "2024-09",
        "1-9月，规上工业企业实现营业收入3.45万亿元，增长7.6%；实现利润总额2103亿元，增长8.1%。",
        [
            "规上工业企业营业收入 2024-09/ytd 3.45万亿元 +7.6%",
            "规上工业企业利润总额 2024-09/ytd 2103亿元 +8.1%",
        ],
        [],
    ),
    (
        "month on month told first",
        "2024-10",
        "从环比看，10月份固定资产投资增长0.16%。",
        [],
        ["0.16% month_on_month"],
    ),
    (
        "done by two",
        "2024-08",
        "1-8月，登记失业人员再就业1.8万人，就业困难人员再就业0.9万人，分别完成年度任务的72.1%和81.5%。",
        [
            "登记失业人员再就业 2024-08/ytd 1.8万人",
            "就业困难人员再就业 2024-08/ytd 0.9万人",
            "登记失业人员再就业完成年度任务比例 2024-08/ytd 72.1%",
            "就业困难人员再就业完成年度任务比例 2024-08/ytd 81.5%",
        ],
        [],
    ),
    (
        "another footing",
        "2024-05",
        "1-5月，一般公共预算收入128.6亿元，同口径增长5.6%，自然口径下降2.1%。",
        ["一般公共预算收入 2024-05/ytd 128.6亿元 -2.1%"],
        ["5.6% revised_base"],
    ),
    (
        "products",
        "2024-10",
        "分产品看，10月份，钢材11941万吨，增长3.5%；水泥17476万吨，下降7.9%。",
        ["钢材产量 2024-10/month 11941万吨 +3.5%", "水泥产量 2024-10/month 17476万吨 -7.9%"],
        [],
    ),
    (
        "a range",
        "2024-06",
        "上半年，86个城市优良天数比例在80%～100%之间。",
        [],
        ["86个 universe", "80% not_understood", "100% not_understood"],
    ),
    (
        "year end is the year before",
        "2024-12",
        "年末常住人口1798.95万人，比上年末增加19.94万人，增长1.1%。",
        ["常住人口 2024-12/point 1798.95万人 +1.1%"],
        ["19.94万人 absolute_change"],
    ),
    (
        "plans and what follows them",
        "2024-09",
        "前三季度，预计全年GDP增长5%以上，工业增加值增长6%，四季度新开工项目210个；前三季度出口增长3%。",
        ["出口 2024-09/ytd +3%"],
        ["5%以上 goal", "6% goal", "210个 goal"],
    ),
    (
        "single days cover no month",
        "2024-09",
        "“双11”期间（10月14日至11月11日），全网零售额14418亿元，同比增长26.6%。",
        ["全网零售额 2023-11/? 14418亿元 +26.6% ? no_basis"],
        ["“双11” name"],
    ),
    (
        "prices of cities",
        "2024-08",
        "8月，新建商品住宅销售价格同比下降4.2%。其中，北京、广州分别下降3.6%和10.1%。",
        [
            "新建商品住宅销售价格 2024-08/month -4.2%",
            "北京 2024-08/month -3.6% ? name_unclear",
            "广州 2024-08/month -10.1% ? name_unclear",
        ],
        [],
    ),
]


@pytest.mark.parametrize(
    ("period", "text", "figures", "others"),
    [row[1:] for row in SENTENCES],
    ids=[row[0] for row in SENTENCES],
)
def test_sentence(period: str, text: str, figures: list[str], others: list[str]) -> None:
    assert (told(text, period), passed(text, period)) == (figures, others)


NOT_READ = {
    "new-proof-of-concept-pilot-bases",  # the sum of two counts
    "combined-and-inland-ports-added",  # likewise
    "quality-drinking-water-estates",  # the fragment begins behind its verb
    "secondary-water-supply-estates",  # likewise
}
"""Baselines of the shipped plan that do not stand as a figure in the words that state them."""


def test_the_baselines_of_the_shipped_plan_are_read_out_of_their_own_words() -> None:
    plan, _ = load_plan(ROOT)
    stated = {target.id: target.baseline for target in plan.targets if target.baseline}
    unread = {
        name
        for name, baseline in stated.items()
        if not any(
            baseline.quantity.value in (figure.value, figure.growth, figure.points)
            for figure in bulletin(baseline.wording, f"{baseline.year}-12").figures
        )
    }
    assert len(stated) > 50
    assert unread == NOT_READ
