"""Texts and strategies that several tests of this room use; all of our own writing."""

from __future__ import annotations

from hypothesis import strategies as st

HANS = (
    "县里的旧码头重新开放以后，渔民们发现水深足够，大船也能靠岸了。",
    "记者从发布会上了解到，这项工程总投资约六亿元，预计明年动工。",
    "专家认为，气候变化对沿海农业的影响远比过去估计的严重。",
    "图书馆里坐满了准备考试的学生，谁也没有说话。",
    "市卫生局提醒居民，天气转热，注意饮食卫生，勤洗手。",
    "他放下书，看着窗外的雨，想起了小时候的事。",
    "列车晚点两个小时，乘客们排队领取免费的面包和矿泉水。",
    "双方签订协议，共同开发北面的风电场。",
)
HANT_TW = (
    "縣裡的舊碼頭重新開放以後，漁民們發現水深足夠，大船也能靠岸了。",
    "記者從發布會上了解到，這項工程總投資約六億元，預計明年動工。",
    "他放下書，看著窗外的雨，心裡想起了小時候的事。",
    "市衛生局提醒居民，天氣轉熱，注意飲食衛生，勤洗手。",
)
HANT_HK = (
    "縣裏的舊碼頭重新開放以後，漁民們發現水深足夠，大船也能靠岸了。",
    "記者從發佈會上了解到，這項工程總投資約六億元，預計明年動工。",
    "他放下書，看着窗外的雨，心裏想起了小時候的事。",
    "衞生署提醒市民，天氣轉熱，注意飲食衞生，勤洗手。",
)
UND = ("2018-12-21", "12:30", "", "GDP 3.5%", "——", "中文小心")

_CHARACTERS = sorted(set("".join(HANS + HANT_TW + HANT_HK)) | set("里后台只干发髮發乾幹征徵于於着著么麼云雲面麵曆歷"))
chinese = st.text(st.sampled_from(_CHARACTERS), max_size=60)
"""Made of characters that conversion cares about."""
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
mixture = st.lists(st.one_of(chinese, anything, st.sampled_from(HANS + HANT_TW + HANT_HK + UND)), max_size=5).map(
    "".join
)
