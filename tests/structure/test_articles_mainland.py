"""Small articles of our own, in simplified characters: news as agencies and papers print it.

Every line is `kind|line`; a line without a kind goes on with the block before it, or is blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = {
    "mainland agency": """\
breadcrumb|新闻中心 > 国内 > 正文
headline|河湾市首条跨江缆车线路投入试运行
date|2023年03月08日 09:15　来源：新华社　【字体：大 中 小】
|
paragraph|　　新华社河湾3月8日电（记者 陈立群、吴晓岚）记者8日从河湾市交通运输局获悉，全市首条跨江缆车线路当天投入试运行，单程用时约七分钟。
paragraph|　　线路全长2.4公里，设三座车站，每小时可运送乘客1800人次。市交通运输局局长韩志远说，试运行为期一个月，市民凭身份证可免费乘坐。
paragraph|　　“从江北到江南，过去坐轮渡要排队半小时。”家住江北区的退休教师罗玉兰说，“现在买完菜还能赶上跳舞。”
heading|　　三年建成一条线
paragraph|　　据介绍，项目于2020年5月动工，总投资6.8亿元。施工单位克服了江面大风、地质破碎等困难，累计完成土石方32万立方米。
caption|图为试运行首日，市民在江北站排队候车。新华社记者 周牧 摄
paragraph|　　下一步，河湾市还将建设两条支线，形成“一主两支”的空中交通网络。（完）
editor|（责任编辑：何静、宋磊）
chrome|相关新闻
chrome|河湾市公布今年十件民生实事
chrome|跨江大桥夜间封闭养护的通知
chrome|版权所有 河湾新闻网 未经授权不得转载""",
    "finance": """\
chrome|财经_股票_行情中心
headline|两市成交额连续五日破万亿 半导体板块领涨
date|2024-02-27 15:42:10　　来源：证券时报网　　作者：胡可人
paragraph|周二，沪深两市震荡上行，截至收盘，上证指数报3015.48点，涨1.29%；深证成指报9339.14点，涨2.17%；创业板指涨2.41%。
paragraph|盘面上，半导体、光伏设备、汽车整车等板块涨幅居前，煤炭、银行板块小幅回调，两市超过4600只个股上涨。
table_row|指数	收盘	涨跌幅
table_row|上证指数	3015.48	1.29%
table_row|深证成指	9339.14	2.17%
table_row|创业板指	1832.25	2.41%
paragraph|有券商分析师认为，随着增量资金入场，市场情绪明显回暖，短期内结构性行情有望延续，但追高仍需谨慎。
note|风险提示：以上内容仅供参考，不构成投资建议。
editor|责任编辑：蒋涛""",
    "numbered sections": """\
headline|乡村图书馆怎样留住读者
deck|——来自三个县的调查
byline|本报记者　沈岩　方　舟
paragraph|　　周末的上午，青石镇图书馆里坐满了孩子。管理员把新到的绘本摆上书架，门口的自行车停成了一排。
heading|　　一、书从哪里来
paragraph|　　过去，乡镇图书馆的书多靠捐赠，品类杂、更新慢。调查显示，近四成藏书五年内无人借阅，部分农家书屋常年上锁。
paragraph|　　去年起，县里统一采购、统一配送，每季度轮换一次，借阅量翻了一番。
heading|　　二、人从哪里来
heading|　　（一）请进来
paragraph|　　退休教师、返乡大学生成为志愿者的主力。在桐溪镇，志愿者每周组织两次读书会，还为老人读报。
heading|　　（二）走出去
paragraph|　　流动书车每月进村一次，把书送到田间地头。司机老郑说，最远的村子要翻两座山，但孩子们总在村口等着。
heading|　　三、钱从哪里来
paragraph|　　三个县都把运行经费列入财政预算，同时吸引企业认捐。受访干部认为，稳定的投入比一次性的建设更重要。
editor|责编：石静""",
    "run-in openings": """\
headline|这个县城的夜间经济为啥火
date|2020年8月14日
paragraph|  入夜，老码头的灯一盏盏亮起来。记者走访发现，这个不到二十万人口的小县城，夜间消费已占全天的四成。
|
heading|  管得住 放得开
paragraph|  时间放宽一点。县里把沿江路段的经营时间延长到凌晨一点，同时划定噪声红线，请居民代表参加每月一次的评议会，意见当场答复。
paragraph|  地方放大一点。原来只有一条街可以摆摊，如今扩展到三个片区，摊位由二百个增加到六百个，全部抽签，免收租金。
paragraph|  服务放细一点。城管队员把罚单换成服务单，帮摊主接水接电、清运垃圾，一年下来投诉量下降了七成，回头客越来越多。
paragraph|  他不信。摊主老宋起初认为这不过是一阵风，直到第一个月的账本算出来，比白天打工多挣了两千多块，他才把家里的另一口锅也搬了出来。
heading|  引得来 留得下
paragraph|  夜市火了，年轻人也回来了。开文创小店的姑娘说，她在外地漂了六年，如今每天晚上看着江水做生意，心里踏实。""",
    "black squares and brackets": """\
headline|城市公园延时开放 这些细节要留意
source|来源：本报综合
paragraph|近日，本市二十座公园宣布延长夜间开放时间，最晚至零点。记者就市民关心的问题进行了采访。
heading|■照明：够亮但不刺眼
paragraph|园林部门介绍，新装的庭院灯采用暖色光源，主路平均照度达到要求，林地深处则减少灯光，为小动物留出休息的地方。
heading|■安保：巡逻加密到每小时一次
paragraph|公园管理处增加了夜班保安，并在湖边设置救生设备和语音提示，夜间禁止下水。
heading|【提醒】
paragraph|夜游请结伴而行，看护好老人和孩子；遛狗要牵绳，垃圾请带走。""",
    "questions and answers": """\
headline|社保卡丢了怎么办？一文读懂
paragraph|近期，不少读者来信询问社保卡补换的流程，记者就此采访了市人社局有关负责人。
paragraph|问：社保卡遗失以后先做什么？
paragraph|答：应当先拨打服务热线办理临时挂失，再到就近的银行网点申请补卡，全程大约需要二十分钟。
paragraph|问：补卡期间可以看病吗？
paragraph|答：可以使用电子社保卡就医购药，与实体卡具有同等效力，费用照常结算。
byline|（记者 郭小满）""",
    "markdown": """\
headline|# 一条老街的第三种活法
|
paragraph|老街改造，难在取舍。拆了，记忆没了；封存，生活没了。这座小城选择了第三条路：让老住户留下来，也让新手艺住进去。
|
heading|## 留下来的人
|
paragraph|裁缝铺的陆师傅在这里做了四十年衣服，改造后铺面宽了，租金没有涨，还多了三个徒弟。
|
list_item|- 老住户回迁率超过八成
list_item|- 沿街店铺租金五年不变
list_item|- 公共空间由居民共同管理
|
heading|## 住进来的人
|
quote|> 我们不是来替代谁的，是来学手艺的。
|
paragraph|陶艺师小江说，刚来时怕打扰邻居，后来才知道，邻居们最想看的就是窑门打开的那一刻。""",
    "no furniture": """\
headline|千年古樟挂上“心电图”
paragraph|村口那棵千年古樟最近多了一件新装备：树干上绑着一圈传感器，能够随时监测树液流动和枝干倾斜，数据每十分钟传回一次。
paragraph|林业站站长说，去年台风过后，古樟有一根主枝开裂，幸亏发现及时。装上设备以后，专家在办公室里就能“把脉”。
paragraph|村民把树当作长辈。逢年过节，总有人在树下摆上几个橘子，讨个吉利。""",
    "editor on two lines": """\
breadcrumb|您的位置：首页 >> 文化 >> 正文
headline|皮影戏老艺人收了个洋徒弟
date|发布时间：2019-06-30 10:20
|
paragraph|　　七十二岁的皮影戏传承人贺长顺最近很忙，他的新徒弟是一位来自摩洛哥的留学生，汉语不太流利，手却很巧。
paragraph|　　“先学挑线，再学唱。”贺长顺说，皮影里的功夫都在手腕上，急不得。
editor|责任编辑：
|冯小满
chrome|分享到：
chrome|上一篇：非遗集市周末开张
chrome|下一篇：博物馆夜场开放""",
    "sports": """\
headline|女排联赛：东山队三比一逆转取胜
date|2018年12月02日21:47　新浪体育
paragraph|北京时间12月2日晚，全国女排联赛第八轮继续进行，东山队主场迎战北原队，在先失一局的情况下以3比1逆转取胜。
paragraph|四局比分为：22比25、25比19、25比17、25比23。东山队主攻手秦思雨拿下全场最高的27分。
heading|开局被动 换人见效
paragraph|首局东山队一传起伏较大，一度以12比18落后。主教练及时换上老将，虽然没有扭转局面，但稳住了阵脚。
heading|主场气势 一鼓作气
paragraph|第二局开始，东山队加强发球攻击性，拦网连续得分，比分迅速拉开，现场球迷的助威声一浪高过一浪。
paragraph|赛后，秦思雨说：“最难的时候大家都没有放弃，这场球赢在团结。”
chrome|（声明：新浪网独家稿件，转载请注明出处。）""",
    "weather list": """\
headline|未来三天天气预报
date|2022-07-19 08:00
source|来源：中央气象台
paragraph|预计今天到后天，华北南部、黄淮等地将出现较强降雨过程，局地伴有短时强降水、雷暴大风等强对流天气。
paragraph|具体预报如下：
list_item|1. 19日08时至20日08时，河北南部、山东西部有大到暴雨；
list_item|2. 20日08时至21日08时，江苏北部、安徽北部有中到大雨；
list_item|3. 21日08时至22日08时，四川盆地西部有大雨。
paragraph|气象专家提醒，公众出行请注意防范强降雨可能引发的城市内涝，远离河道和陡坡。""",
    "site title and share row": """\
chrome|山城将添三座立交桥_新闻中心_南岭在线
chrome|登录 注册 手机版 客户端
breadcrumb|首页 > 新闻中心 > 本地 > 正文
headline|山城将添三座立交桥
date|2017-05-16 07:58:03　来源：南岭日报　编辑：高洁　浏览：1832
chrome|分享到： 微信 微博 QQ空间
deck|摘要：市住建委昨日公布城区交通改善计划，三座立交桥将于年内动工，预计明年底建成通车。
paragraph|本报讯（记者 段文 通讯员 席小东）昨日，市住建委公布城区交通改善计划，东环、南坪、火车站三座立交桥将于年内动工。
paragraph|据悉，三座立交桥总投资约9亿元，建成后可缓解城区早晚高峰拥堵，从东环到火车站的时间将缩短一半。
caption|东环立交桥效果图（市住建委供图）
paragraph|施工期间，周边道路将实行临时交通管制，请过往车辆提前绕行。
chrome|【打印】 【收藏】 【关闭】
chrome|免责声明：本网转载的文章，版权归原作者所有，如有侵权请联系我们删除。""",
    "original title, print edition": """\
note|（原标题：一碗面里的烟火气）
headline|老街面馆四十年只卖一碗面
date|2016-04-22 05:11:00　来源：人民日报海外版
paragraph|　　早上五点，面馆的灯亮了。老板许国栋把面团摔在案板上，声音传出半条街，熟客们陆续推门进来。
paragraph|　　四十年来，菜单上只有一碗面。来源于祖父的配方，许国栋一个字都没改过，只是把煤炉换成了天然气。
paragraph|　　文火慢炖的骨汤是这碗面的灵魂。编辑部设在对面的几位老报人，几乎天天来吃。
note|《人民日报海外版》（2016年04月22日 第 07 版）
editor|(责编：谭晓、孔洁)""",
    "feature with numbers for headings": """\
headline|一个县城修表匠的三十年
source|来源：在路上
byline|文 | 陆小舟
editor|编辑 | 韩冬
deck|导语：钟表店的卷帘门每天早上八点拉起，三十年没有误过一分钟。
paragraph|梁师傅的铺子只有四平方米，墙上挂着十几只停摆的钟，时间各不相同。他说，钟停了不怕，人心别停就行。
caption|梁师傅在铺子里修表。受访者供图
heading|1
paragraph|一九九一年，梁师傅从机械厂下岗，花三百块钱买了一套旧工具。那时候一条街上有六家修表铺，如今只剩他一家。
paragraph|“修一块表收十块，坐一下午。”他笑了笑。
heading|2
paragraph|儿子在深圳写程序，劝他关了铺子去带孙子。他去住了半个月，又回来了，说城里的钟都太准，没他什么事。
paragraph|会不会有徒弟？他没想过。
heading|3
paragraph|今年春天，有个中学生连着来了一个月，蹲在门口看他拆机芯。梁师傅把放大镜递了过去，孩子的手很稳。
note|（应受访者要求，文中人物为化名）
note|END""",
    "government notice": """\
headline|关于中心城区部分路段实行交通管制的通告
paragraph|因道路改造工程施工需要，根据《中华人民共和国道路交通安全法》有关规定，决定对中心城区部分路段实行交通管制，现通告如下：
heading|一、管制时间
paragraph|2021年4月6日零时至2021年6月30日二十四时。
heading|二、管制路段
list_item|（1）人民路（解放路口至建设路口）
list_item|（2）新华街（全段）
list_item|（3）滨河东路（大桥至码头）
heading|三、有关要求
paragraph|管制期间，禁止一切机动车在上述路段停放，公交车临时改道，请广大市民提前安排出行路线。
paragraph|特此通告。
date|2021年4月2日""",
}

FIELDS: dict[str, tuple[str | None, str | None, str | None, list[str], list[str]]] = {
    "mainland agency": (
        "河湾市首条跨江缆车线路投入试运行",
        "2023-03-08T09:15",
        "新华社",
        ["陈立群", "吴晓岚"],
        ["何静", "宋磊"],
    ),
    "finance": ("两市成交额连续五日破万亿 半导体板块领涨", "2024-02-27T15:42", "证券时报网", ["胡可人"], ["蒋涛"]),
    "numbered sections": ("乡村图书馆怎样留住读者", None, None, ["沈岩", "方舟"], ["石静"]),
    "run-in openings": ("这个县城的夜间经济为啥火", "2020-08-14", None, [], []),
    "black squares and brackets": ("城市公园延时开放 这些细节要留意", None, "本报综合", [], []),
    "questions and answers": ("社保卡丢了怎么办？一文读懂", None, None, ["郭小满"], []),
    "markdown": ("一条老街的第三种活法", None, None, [], []),
    "no furniture": ("千年古樟挂上“心电图”", None, None, [], []),
    "editor on two lines": ("皮影戏老艺人收了个洋徒弟", "2019-06-30T10:20", None, [], ["冯小满"]),
    "sports": ("女排联赛：东山队三比一逆转取胜", "2018-12-02T21:47", "新浪体育", [], []),
    "weather list": ("未来三天天气预报", "2022-07-19T08:00", "中央气象台", [], []),
    "site title and share row": ("山城将添三座立交桥", "2017-05-16T07:58", "南岭日报", ["段文", "席小东"], ["高洁"]),
    "original title, print edition": (
        "老街面馆四十年只卖一碗面",
        "2016-04-22T05:11",
        "人民日报海外版",
        [],
        ["谭晓", "孔洁"],
    ),
    "feature with numbers for headings": ("一个县城修表匠的三十年", None, "在路上", ["陆小舟"], ["韩冬"]),
    "government notice": ("关于中心城区部分路段实行交通管制的通告", "2021-04-02", None, [], []),
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
