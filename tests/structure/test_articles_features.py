"""Small articles of our own, in simplified characters: features, notices, saved pages.

Every line is `kind|line`; a line without a kind goes on with the block before it, or is blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = {
    "broker's report": """\
headline|晨星科技三季报点评：毛利率见底回升
date|2022年10月28日
byline|分析师：郑楠
paragraph|公司发布三季报，前三季度实现营收18.6亿元，同比增长12.4%；归母净利润2.1亿元，同比下降3.5%。
heading|核心观点
list_item|● 单季毛利率环比提升1.8个百分点，原材料价格回落是主因
list_item|● 新产线四季度投产，产能瓶颈有望缓解
list_item|● 海外订单占比首次超过三成
heading|盈利预测与评级
paragraph|我们预计公司2022至2024年归母净利润分别为3.0亿元、4.2亿元和5.5亿元，维持“增持”评级。
note|风险提示：原材料价格波动；汇率波动；新产线投产不及预期。""",
    "interview": """\
headline|专访|导演孟野：我拍的是没有说出口的话
byline|记者 程小茉
date|2019-09-12 08:12
paragraph|孟野的新片《长堤》拍了四年，剪了一年。首映那天，他坐在最后一排，一直看着观众的后脑勺。
heading|【对话】
paragraph|澎湃新闻：为什么选择一座堤坝做主角？
paragraph|孟野：堤坝不会说话，但它知道所有人的秘密。我小时候住在江边，大人吵架都跑到堤上去吵。
paragraph|澎湃新闻：片中几乎没有配乐，这是一开始就决定的吗？
paragraph|孟野：是剪到第二版才决定的。音乐一进来，就好像有人替你难过了，我不想这样。""",
    "photo story": """\
headline|图集：稻田里的运动会
date|2018-11-05 14:20:33 来源：新华网
caption|11月4日，选手在浑水摸鱼比赛中。当日，一场稻田运动会在清溪县举行。 新华社记者 毛晓东 摄
caption|11月4日，小朋友在稻草堆上玩耍。 新华社记者 毛晓东 摄
caption|11月4日，村民参加挑担接力赛。 新华社发（覃永 摄）
editor|责任编辑：韦佳""",
    "indented, headings flush and bold-like": """\
breadcrumb|首页 > 要闻
headline|一江清水出深山
deck|——清江上游生态修复纪实
date|2020-08-11 07:15
source|来源：江城日报
byline|记者 贺云 通讯员 杜明
|
paragraph|　　站在观景台上望去，清江像一条碧绿的绸带穿过群山。五年前，这里的江面还漂着死鱼和泡沫。
|
heading|铁腕治污 砸掉黑饭碗
|
paragraph|　　上游曾有二十七家小造纸厂，是全镇人的饭碗。2015年冬天，县里下决心全部关停，最难的一家谈了十一次。
|
paragraph|　　“砸饭碗的时候没人不心疼。”时任镇长的向国平回忆，“可是娃娃们都不敢下河洗澡了。”
|
heading|生态移民 退出一片绿
|
paragraph|　　沿江一公里范围内的三百多户人家搬进了新社区，腾出来的土地种上了水杉和芦苇，成了候鸟的驿站。
|
heading|绿色产业 端起金饭碗
|
paragraph|　　造纸厂的老厂房改成了茶叶加工车间，去年接待研学团队二百多批次，村民人均增收四千元。
editor|（责编：覃芳）""",
    "agency without a date": """\
headline|科研人员破解千年古纸的“长寿”之谜
paragraph|　　中新网合肥4月8日电 （记者 吴兰）记者8日从中国科学技术大学获悉，该校科研团队揭示了古代皮纸历经千年仍保持强度的机理，相关成果日前在线发表于国际学术期刊。
paragraph|　　研究团队负责人介绍，皮纸中的矿物颗粒像一层铠甲，减缓了纤维的老化。(完)
chrome|更多精彩内容请进入科技频道
editor|编辑：【房家梁】""",
    "table of winners": """\
headline|第十二届金桂杯少儿书法大赛获奖名单
paragraph|第十二届金桂杯少儿书法大赛日前结束评审，共评出一等奖三名、二等奖五名，名单如下：
heading|一等奖
table_row|张一鸣	河湾小学	《兰亭序》临摹
table_row|刘诗涵	实验一小	隶书对联
table_row|马骁	城关中心校	篆刻四方
heading|二等奖
table_row|何沐阳	东街小学	行书条幅
table_row|沈知夏	育才小学	楷书中堂
paragraph|颁奖仪式将于下月在文化馆举行，获奖作品同期展出，欢迎市民前往参观。""",
    "agency feature, byline in the story": """\
headline|“村BA”火出圈之后
date|2023-09-20 16:31:52 来源： 新华网
paragraph|　　新华社贵阳9月20日电 题：“村BA”火出圈之后
byline|　　新华社记者李惊亚、吴思、骆飞
paragraph|　　夏夜，苗岭深处的一座篮球场座无虚席。没有专业队，没有门票，从六岁孩子到七十岁老人，都是这场比赛的主角。
heading|　　小球场，大舞台
paragraph|　　台盘村的球赛已经办了几十年。起初是村民吃新节的消遣，球架是木头钉的，奖品是一头黄牛。
heading|　　有流量，更有留量
paragraph|　　比赛火了以后，县里没有急着收门票，而是修停车场、厕所和民宿，把“流量”变成“留量”。
editor|【纠错】 【责任编辑:刘小芳 】
chrome|阅读下一篇：""",
    "party paper, padded names": """\
breadcrumb|人民网 >> 财经
headline|把论文写在大地上（一线探民生）
byline|本报记者　王　洲　欧阳静怡
date|2022年06月15日08:46 | 来源：人民网－人民日报
chrome|小字号
paragraph|　　麦收时节，农技推广员老秦的手机响个不停。电话那头，有人问收割机什么时候到，有人问麦茬留多高。
paragraph|　　“别慌，明后天都是好天气。”老秦一边说一边往田里走，裤腿上沾满了露水。
heading|　　“田秀才”多了
paragraph|　　县里办起了田间学校，三年来培训新型职业农民两千多人，他们中有返乡大学生，也有种了一辈子地的老把式。
heading|　　好品种“上岗”了
paragraph|　　抗倒伏、耐高温的新品种今年推广了十二万亩，平均亩产比老品种高出一百一十斤。
note|　　《 人民日报 》（ 2022年06月15日 11 版）
editor|(责编：杨曦、陈键)
chrome|分享让更多人看到
chrome|推荐阅读
chrome|夏粮收购进度过半""",
    "letter to readers": """\
headline|致读者
paragraph|亲爱的读者：
paragraph|从下个月起，本报将由每周六期改为每周五期，周末版合并出版。做出这个决定并不容易，我们希望把更多的力气用在报道上。
paragraph|感谢您多年来的陪伴。无论纸上还是屏上，我们都会继续把真实的故事送到您的面前。""",
    "numbered tips": """\
headline|高温天防中暑 记住这五点
date|2023-07-10 10:32
source|来源：健康时报
editor|编辑：尹薇
paragraph|连日来多地气温突破40摄氏度，医院接诊的中暑患者明显增多。急诊科医生提醒，做好以下五点可以有效预防中暑。
heading|1.避开高温时段
paragraph|上午十点至下午四点尽量减少户外活动，必须外出时应打伞、戴帽，随身携带饮用水。
heading|2.及时补充水分
paragraph|不要等口渴了才喝水，出汗多时可以喝淡盐水，少喝含酒精和大量糖分的饮料。
heading|3.室内注意通风
paragraph|空调温度不宜过低，室内外温差最好控制在七摄氏度以内，使用风扇时不要对着身体直吹。
caption|社区志愿者为环卫工人送上绿豆汤。摄影/本报记者 谷雨""",
    "earthquake flash": """\
paragraph|中国地震台网正式测定：3月12日22时41分在某海域（北纬24.10度，东经122.50度）发生4.3级地震，震源深度10千米。""",
    "flash with headline": """\
headline|某地附近海域发生4.3级地震
paragraph|中国地震台网正式测定：3月12日22时41分在某海域（北纬24.10度，东经122.50度）发生4.3级地震，震源深度10千米。""",
    "foreign reporter": """\
headline|气候变化：冰川融化如何改变安第斯山村的生活
byline|露西·哈特
date|2022年11月9日
paragraph|在海拔四千米的山村，居民们习惯了与冰川为邻。雪水浇灌梯田，也决定了播种的日子。
paragraph|过去二十年，附近的冰川后退了将近一公里。科学家警告说，如果趋势不变，到本世纪中叶这里的小冰川将全部消失。
heading|改变的河流
paragraph|村民说，河水在雨季变得更加凶猛，到了旱季却几乎断流，鱼也少了很多。
heading|离开的人
paragraph|年轻人纷纷下山打工，留下来的老人还在等雨。“我们能去哪里？”七十岁的农民何塞反问。""",
    "quote opening and maxim": """\
headline|半亩方塘
byline|文/林清和
paragraph|　　水至清则无鱼。祖父说这话的时候，正蹲在塘边洗锄头，泥水一圈一圈荡开，惊起了两只白鹭，飞到对岸的苦楝树上去了。
paragraph|　　我那时不懂，只觉得塘水浑浊，不如城里的游泳池干净。后来读书，工作，见过许多清澈的地方，却没有鱼。
paragraph|　　去年塘填了，盖起了停车场。
paragraph|　　祖父没有说话，在边上站了很久。""",
    "police blue bulletin": """\
headline|警情通报
paragraph|2020年12月8日19时许，我局接到群众报警，称辖区某商场内有人持械伤人。接警后，民警迅速赶赴现场，将犯罪嫌疑人控制。
paragraph|经初步调查，犯罪嫌疑人丁某（男，34岁）因感情纠纷将他人刺伤。目前，伤者无生命危险，案件正在进一步侦办中。
paragraph|感谢广大网民的关心，请勿传播不实信息。""",
    "saved page with its noise": """\
chrome|网站首页 | 时政 | 国际 | 军事 | 财经 | 社会 | 娱乐 | 体育 | 图片
breadcrumb|南河网 -> 新闻频道 -> 民生
headline|四百户居民今冬用上集中供暖
date|2018-11-13 06:30　来源：南河日报　作者：邢斌　责任编辑：苗小雨　字号：T|T
paragraph|　　本报讯 昨日，记者从市热力公司获悉，老城区四百户居民家中的暖气片热了起来，这是该片区首次实现集中供暖。
paragraph|　　“以前靠蜂窝煤取暖，一个冬天要烧两吨煤。”居民孙桂芳摸着暖气片笑着说。（记者 邢斌）
caption|　　孙桂芳在家中测量室温。本报记者 邢斌 摄
chrome|点击下载客户端
chrome|【纠错】
chrome|您对本篇文章的评价：
chrome|0条评论
chrome|关于我们 | 广告服务 | 联系我们 | 招聘信息
chrome|Copyright © 2010-2018 南河网 All Rights Reserved""",
}

FIELDS: dict[str, tuple[str | None, str | None, str | None, list[str], list[str]]] = {
    "broker's report": ("晨星科技三季报点评：毛利率见底回升", "2022-10-28", None, ["郑楠"], []),
    "interview": ("专访|导演孟野：我拍的是没有说出口的话", "2019-09-12T08:12", None, ["程小茉"], []),
    "photo story": ("图集：稻田里的运动会", "2018-11-05T14:20", "新华网", [], ["韦佳"]),
    "indented, headings flush and bold-like": (
        "一江清水出深山",
        "2020-08-11T07:15",
        "江城日报",
        ["贺云", "杜明"],
        ["覃芳"],
    ),
    "agency without a date": ("科研人员破解千年古纸的“长寿”之谜", None, "中新网", ["吴兰"], ["房家梁"]),
    "table of winners": ("第十二届金桂杯少儿书法大赛获奖名单", None, None, [], []),
    "agency feature, byline in the story": (
        "“村BA”火出圈之后",
        "2023-09-20T16:31",
        "新华网",
        ["李惊亚", "吴思", "骆飞"],
        ["刘小芳"],
    ),
    "party paper, padded names": (
        "把论文写在大地上（一线探民生）",
        "2022-06-15T08:46",
        "人民网－人民日报",
        ["王洲", "欧阳静怡"],
        ["杨曦", "陈键"],
    ),
    "letter to readers": ("致读者", None, None, [], []),
    "numbered tips": ("高温天防中暑 记住这五点", "2023-07-10T10:32", "健康时报", [], ["尹薇"]),
    "earthquake flash": (None, None, None, [], []),
    "flash with headline": ("某地附近海域发生4.3级地震", None, None, [], []),
    "foreign reporter": ("气候变化：冰川融化如何改变安第斯山村的生活", "2022-11-09", None, ["露西·哈特"], []),
    "quote opening and maxim": ("半亩方塘", None, None, ["林清和"], []),
    "police blue bulletin": ("警情通报", None, None, [], []),
    "saved page with its noise": ("四百户居民今冬用上集中供暖", "2018-11-13T06:30", "南河日报", ["邢斌"], ["苗小雨"]),
}
"""Title, date, outlet, authors, editors."""


@pytest.mark.parametrize("name", ARTICLES)
def test_every_line_is_what_a_reader_sees_in_it(name: str, check: Callable[[str], list[str]]) -> None:
    assert check(ARTICLES[name]) == []


@pytest.mark.parametrize("name", ARTICLES)
def test_the_fields_are_read_from_the_furniture(name: str, fields: Callable[[str], tuple[object, ...]]) -> None:
    assert fields(ARTICLES[name]) == FIELDS[name]


def test_most_lines_keep_their_kind_in_every_style(rates: Callable[[list[str]], dict[str, float]]) -> None:
    low = {style: rate for style, rate in rates(list(ARTICLES.values())).items() if rate < 0.93}
    assert low == {}
