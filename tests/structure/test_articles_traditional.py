"""Small articles of our own, in traditional characters: Taiwan and Hong Kong.

Every line is `kind|line`; a line without a kind goes on with the block before it, or is blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = {
    "taiwan daily": """\
chrome|首頁 即時 政治 社會 生活 國際 財經 娛樂 體育
breadcrumb|首頁 / 生活 / 氣象
headline|梅雨鋒面今晚報到　中南部防大雨
date|2022/05/21 06:30
byline|記者林書婷／台北報導
|
caption|▲氣象局表示，鋒面今晚起影響台灣，民眾外出請帶雨具。（圖／記者黃國豪攝）
paragraph|梅雨鋒面今晚起通過台灣，中央氣象局提醒，中南部地區有局部大雨或豪雨發生的機率，山區民眾應留意坍方與落石。
paragraph|氣象局預報員張志明說，這波鋒面含水量高，影響時間大約三天，週二以後天氣才會逐漸好轉，氣溫也會回升到攝氏30度左右。
chrome|請繼續往下閱讀...
paragraph|農業單位也呼籲果農提早採收，避免雨後裂果；低窪地區的養殖戶則應加強池塘的排水設施，以減少損失。
caption|▼農民搶在下雨前採收芒果。（圖／農糧署提供）
paragraph|另外，下週三起太平洋高壓增強，各地將轉為晴到多雲的天氣，午後山區偶有短暫雷陣雨。
chrome|延伸閱讀
chrome|颱風季將至　氣象局：今年生成數偏多
chrome|週末出遊看這裡　三處賞螢景點推薦
chrome|版權所有，轉載必究""",
    "taiwan agency": """\
headline|蘭陽平原春耕開始 農會估插秧面積略增
byline|（中央社記者簡淑芬宜蘭縣12日電）
paragraph|宜蘭縣今年一期稻作陸續插秧，三星地區農會估計，插秧面積比去年增加約3%，主要是休耕田復耕所致。
paragraph|農會總幹事游添財告訴記者，今年水情穩定，育苗中心從元月底就開始供應秧苗，預計3月初可以完成。
paragraph|他指出，稻農最擔心的是缺工，因此農會今年再引進4台乘坐式插秧機，並開放線上預約代耕。
paragraph|縣府農業處說，今年也鼓勵農民參加保險，保費補助提高到九成。
editor|（編輯：許佩珊）1120312""",
    "hong kong daily": """\
breadcrumb|港聞 > 社區
headline|舊區街市翻新明動工　檔戶憂人流減半
date|2021-11-03
caption|■街市翻新期間，部分檔位會搬到臨時市場。（何家樂攝）
paragraph|【本報訊】北角區一個逾四十年歷史的街市明日起分階段翻新，工程料需時十八個月，期間近百個檔位要遷往臨時市場，檔戶憂慮生意大受影響。
paragraph|食環署發言人回覆查詢時表示，工程包括加裝冷氣、擴闊通道和更換排水系統，署方會在附近街道掛上指示牌，並向檔戶提供三個月租金寬減。
heading|檔主：老街坊怕行遠路
paragraph|賣菜二十年的陳太說，臨時市場離地鐵站較遠，老街坊行動不便，「以前落樓就買到餸，而家要行成個街口，佢哋邊會嚟？」
paragraph|賣魚的黃先生則認為長遠是好事，「夏天熱到好似焗爐，有冷氣梗係好」，但擔心翻新後加租。
heading|區議員倡設免費接駁車
paragraph|當區區議員麥寶儀建議署方安排接駁車，方便長者往返新舊市場，並延長寬減租金至工程完結為止。
chrome|上一則
chrome|下一則""",
    "wrapped mail": """\
headline|Fwd: 山區小學的午餐
paragraph|位在海拔一千二百公尺的這所小學，全校只有三十一名學生。校長說，過去午
|餐要由山下送來，冬天到了教室已經涼透；去年秋天，社區媽媽接手廚房，孩
|子們才第一次在學校吃到熱湯。
|
paragraph|廚房很小，兩口鍋、一張長桌，食材由附近的農友供應。每天早上六點，輪值
|的媽媽就開始洗菜，菜單貼在門口，孩子可以投票決定星期五吃什麼。
|
paragraph|「吃得好，上課就不打瞌睡。」六年級的班長這樣說，他長大以後想當廚師，
|回來替學弟學妹煮飯。""",
    "traditional with headings in brackets": """\
headline|老屋活化三部曲：修、用、傳
byline|文／圖 記者張雅雯
date|民國110年9月5日
paragraph|走進大溪老街旁的巷子，一棟八十年的木造老屋亮著燈。三年前它還漏水、長白蟻，如今樓下是書店，樓上是工作室。
heading|【修】從拆除到保留
paragraph|屋主原本想拆掉重建，建築師花了半年說服他：樑柱還能用，只要換掉腐朽的三成。工班照著舊工法一片一片補回雨淋板。
heading|【用】書店與工作室共生
paragraph|書店白天營業，晚上借給社區上課，木作、染布、讀書會都有。店長說，老屋要有人住，才不會再老一次。
heading|【傳】讓下一代願意接手
paragraph|屋主的女兒去年辭掉台北的工作回來顧店，「以前覺得這裡又舊又暗，現在覺得它會發光」。""",
    "last line caption": """\
headline|候鳥提早來了
date|二〇一九年十月三日
paragraph|濕地保育中心志工昨天記錄到今年第一批小水鴨，比往年提早約一週。研究人員推測，可能與北方提早降溫有關。
paragraph|志工隊長說，賞鳥時請保持五十公尺以上的距離，不要使用閃光燈，也不要為了拍照而驚擾鳥群。
caption|小水鴨在濕地休息。（志工蘇明哲攝）""",
    "diary of a festival, dates as headings": """\
headline|音樂節七日
byline|文：許如
paragraph|七天，三個舞台，四十二組樂隊。對這個海邊小鎮來說，一年裡只有這一個星期會塞車。
heading|第一天
paragraph|雨下了一整天，觀眾穿著雨衣跳舞，泥巴濺到膝蓋。主辦單位臨時加開了接駁車。
heading|第三天
paragraph|太陽出來了。沙灘上多了一排賣冰的小攤，老闆說，一天賣的量抵得上半個月。
heading|第七天
paragraph|最後一首歌唱完，志工留下來撿垃圾，撿到天亮。海面很平靜，像什麼都沒發生過。""",
    "hong kong online": """\
chrome|登入 訂閱
breadcrumb|首頁 > 社會新聞
headline|【天氣】周末轉涼　天文台料最低14度
byline|撰文：陳凱怡
date|出版：2020-12-11 07:00　更新：2020-12-11 09:32
paragraph|一股冬季季候風會在周末抵達華南沿岸，天文台預料，本港氣溫會逐步下降，下周一早上市區最低約14度，新界再低兩三度。
chrome|廣告
caption|▲ 市民穿上厚衣出門。（資料圖片）
caption|▲ 天文台的九天天氣預報。（天文台網頁截圖）
paragraph|天文台表示，季候風補充期間，沿岸海域風勢頗大，吹4至5級東北風，離岸間中6級，市民進行水上活動時要小心。
paragraph|社署已開放臨時避寒中心，有需要人士可致電民政事務總署查詢。
chrome|相關文章：天文台：今年冬季偏冷機會較高
chrome|相關文章：長者禦寒四招　醫生教你揀衫
paragraph|心臟科醫生提醒，天氣轉冷時血管收縮，有心臟病的長者應按時服藥，早上外出前先做熱身。
chrome|#天氣 #天文台
chrome|下載App，看更多新聞""",
    "opinion with author note": """\
headline|別讓老人困在手機裡
byline|■ 李家明
paragraph|母親學會了視訊，卻學不會掛號。醫院的系統每次更新，按鈕就換一個地方，她只好等我週末回家。
paragraph|數位化應該是多一扇門，而不是把原來的門鎖上。銀行的櫃檯少了，車站的窗口關了，老人不是跟不上時代，是時代沒有留位子給他們。
paragraph|我們總說年輕人要有耐心，其實更需要耐心的是設計系統的人。一個大一點的字，一通有人接的電話，就是尊嚴。
note|（作者為大學社工系副教授）""",
    "latin words in the story": """\
headline|Nvidia 財報亮眼 AI 概念股全面走高
byline|財經中心／綜合報導
paragraph|晶片大廠 Nvidia 公布最新一季財報，營收年增 262%，遠優於市場預期，執行長黃仁勳表示，「下一波工業革命已經開始」。
paragraph|受此激勵，台股 AI 概念股今天全面走高，廣達、緯創、技嘉開盤漲幅都超過 3%，成交量同步放大。
heading|法人：留意短線震盪
paragraph|法人認為，AI 伺服器需求能見度已到明年，但短線漲多，投資人應留意獲利了結賣壓。
note|※ 本文僅供參考，投資人應獨立判斷，審慎評估風險。
chrome|更多鏡週刊報導
chrome|金價創新高　銀樓湧現賣金潮
chrome|電費漲價　超商：短期不調漲""",
    "taiwan, two reporters": """\
headline|早安新聞：捷運新線今通車
date|民國109年1月31日 上午7:05
byline|記者陳亞婷 張志偉／新北報導
paragraph|新北捷運環狀線第一階段今天中午正式通車，全線十四站，首月免費試乘，市府預估每天運量可達八萬人次。
paragraph|市長一早就到現場視察，他說：「這是新北第一條自己興建、自己營運的捷運，意義重大。」
paragraph|不過也有民眾反映，轉乘動線標示不清楚，希望儘快改善。
note|（完）""",
    "hong kong, indented": """\
headline|港大研發新型光伏材料　能效提升三成
date|2021-07-08 04:23:16
source|來源：香港文匯報
paragraph|　　香港文匯報訊（記者 姜嘉軒）香港大學工程學院昨日公布，團隊成功研發新型有機光伏材料，能量轉換效率較傳統物料提升約三成，成果已在國際期刊發表。
caption|●團隊成員展示新型光伏薄膜。　香港文匯報記者姜嘉軒 攝
paragraph|　　項目負責人解釋，傳統矽基電池笨重易碎，難以貼在曲面上；新材料薄如保鮮膜，可望用於汽車車窗、行人天橋上蓋等。
heading|　　成本降低 料五年內量產
paragraph|　　團隊表示，目前正與內地企業洽談中試，料五年內可以量產，屆時每平方米成本會降至百元以下。""",
    "hong kong, section under the headline": """\
headline|巴士阿叔拾金不昧　失主跪謝
chrome|社會新聞
date|2019/03/02 16:45
chrome|A- A+
paragraph|【星島日報報道】一名巴士車長日前在車廂執拾到內有十二萬元現金的公文袋，原封不動交到車務站，失主趕到時激動得當場下跪。
paragraph|六十歲的車長何伯笑言，「唔係自己嘅錢，攞咗瞓唔着。」他駕駛巴士三十三年，拾到過手機、假牙，甚至一隻龜。
paragraph|失主梁女士指，款項是替母親籌的手術費，「如果搵唔返，我真係唔知點算。」
caption|何伯獲公司嘉許。星島日報圖片""",
    "taiwan, reporter in brackets": """\
headline|北海岸石花凍季開跑 百年古法熬煮
chrome|生活新聞
date|2021/04/25 05:30
paragraph|〔記者盧賢秀／基隆報導〕每年四月到七月是石花菜採收期，八斗子海女趁退潮下海採石花，經過七次曝曬清洗，熬成消暑的石花凍。
caption|海女曝曬石花菜。（記者盧賢秀攝）
caption|石花凍是北海岸夏日名產。（資料照）
paragraph|七十二歲的海女阿桂說，她十三歲就跟著母親下海，「以前一口氣可以憋兩分鐘，現在不行囉。」
paragraph|區漁會表示，近年石花菜產量受海水溫度影響起伏很大，今年氣溫回穩，預估產量可增加兩成。
chrome|看更多！請加入自由時報粉絲團
chrome|不用抽 不用搶 現在用APP看新聞 保證天天中獎　點我下載APP　按我看活動辦法""",
    "taiwan sports": """\
headline|中職》延長賽再見安打 猛獅3比2險勝
deck|連續四場比賽打進延長 總教練：心臟要很大顆
byline|記者蔡宗憲／台中報導
paragraph|猛獅今天在主場迎戰藍鯨，雙方九局戰成2比2平手，十二局下半兩出局後，代打高孝恩敲出再見安打，終場猛獅3比2險勝。
paragraph|這是猛獅連續第四場打進延長賽，四場都以一分差分出勝負。總教練開玩笑說，球迷買一張票看一場半，很划算。""",
}

FIELDS: dict[str, tuple[str | None, str | None, str | None, list[str], list[str]]] = {
    "taiwan daily": ("梅雨鋒面今晚報到\u3000中南部防大雨", "2022-05-21T06:30", None, ["林書婷"], []),
    "taiwan agency": ("蘭陽平原春耕開始 農會估插秧面積略增", None, "中央社", ["簡淑芬"], ["許佩珊"]),
    "hong kong daily": ("舊區街市翻新明動工\u3000檔戶憂人流減半", "2021-11-03", None, [], []),
    "wrapped mail": ("Fwd: 山區小學的午餐", None, None, [], []),
    "traditional with headings in brackets": ("老屋活化三部曲：修、用、傳", "2021-09-05", None, ["張雅雯"], []),
    "last line caption": ("候鳥提早來了", "2019-10-03", None, [], []),
    "diary of a festival, dates as headings": ("音樂節七日", None, None, ["許如"], []),
    "hong kong online": ("【天氣】周末轉涼\u3000天文台料最低14度", "2020-12-11T07:00", None, ["陳凱怡"], []),
    "opinion with author note": ("別讓老人困在手機裡", None, None, ["李家明"], []),
    "latin words in the story": ("Nvidia 財報亮眼 AI 概念股全面走高", None, None, [], []),
    "taiwan, two reporters": ("早安新聞：捷運新線今通車", "2020-01-31T07:05", None, ["陳亞婷", "張志偉"], []),
    "hong kong, indented": ("港大研發新型光伏材料\u3000能效提升三成", "2021-07-08T04:23", "香港文匯報", ["姜嘉軒"], []),
    "hong kong, section under the headline": ("巴士阿叔拾金不昧\u3000失主跪謝", "2019-03-02T16:45", "星島日報", [], []),
    "taiwan, reporter in brackets": ("北海岸石花凍季開跑 百年古法熬煮", "2021-04-25T05:30", None, ["盧賢秀"], []),
    "taiwan sports": ("中職》延長賽再見安打 猛獅3比2險勝", None, None, ["蔡宗憲"], []),
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
