"""Vocabulary: the surnames, roles and papers by which a line of names is known."""

from __future__ import annotations

import re

__all__ = ["COMPOUND", "GLUED_REPORTER", "NEXT_REPORTER", "REPORTER", "ROLE", "SURNAMES"]

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康"
    "伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗"
    "丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄"
    "印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛"
    "寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国"
    "文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜占楼岳牟冼麦苑揭洛粟"
    "谌母候初员户阳闪矫养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝修付代兰覃佟闫肖楚邸原商年苟"
    "肇帅邝禤厍綦苌由仉佴来郄鄢禚揣茆芦卯尧雒趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳費賀羅畢鄔樂齊顧黃蕭湯龐紀項藍閔賈婁"
    "顏鍾駱萬盧繆應鄧單龔陸榮車龍葉譚劉歐溫莊閻連習饒關紅蘭"
)
"""Surnames: 百家姓 with those common today that it lacks, and their traditional forms."""
COMPOUND = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
    "长孙", "宇文", "万俟", "端木", "百里", "南宫", "呼延", "仲孙", "钟离", "鲜于", "轩辕", "拓跋",
    "赫连", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "申屠", "闻人", "东郭", "西门", "歐陽",
    "漆雕",
)  # fmt: skip
"""Surnames of two characters."""

_ROLES = (
    "撰文 记者 通讯员 文字 文 撰稿 采写 采访 采编 执笔 整理 作者 编写 编译 口述 记录 供稿 "
    "图 图片 摄影 摄 供图 制图 绘图 插图 漫画 手绘 图表 设计 美编 版式 排版 "
    "版面 编辑 责编 校对 检校 审核 审校 策划 统筹 监制 出品 协调 医学指导 "
    "指导专家 专家指导 受访专家 专家 顾问 翻译 视频 拍摄 剪辑 主持 主编 编委 签发 "
    "初审 一审 二审 三审 终审 复审 主笔 组稿 报道 通讯 摄影报道 题图 头图 资料 执行 图文 文图 摄制 "
    "出镜 导演 朗读 实习生 配音 制作 照片 題圖 攝影 撰稿人 報道 編輯 責編 校對 "
    "策劃 統籌 採訪 圖片 圖 供圖 製圖"
)
"""What people do for a page, as pages call it."""
_SCOPES = (
    "参与 采写 轮值 视觉 本文 文中 本版 本报 本刊 本组 本期 首席 特约 总 执行 值班 责任 美术 "
    "文字 图片 视频 摄影 新闻 主任 副 见习 实习"
)
"""What narrows a role: 本版策划, 值班编辑."""


def _either(words: str) -> str:
    """A pattern for any of the words, the longer first."""
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


ROLE = re.compile(_either(_SCOPES) + "{0,3}" + _either(_ROLES))
"""A role, with what narrows it."""

_HAN = r"[\u4e00-\u9fff]"
_MEDIA = _either(
    "日报 晚报 晨报 早报 都市报 时报 商报 快报 导报 周报 周刊 报社 报 社 网 电视台 广播 融媒 "
    "客户端 新闻 在线"
)
_PAPER = rf"(?!{_HAN}{{1,7}}本[报刊台网社]){_HAN}{{1,8}}?{_MEDIA}"
_KNOWN = _either(
    "本报 本刊 本台 本网 本社 新华社 中新社 人民日报 央视 南都 新京报 澎湃新闻 中央社 本報"
)
"""How a paper calls itself, and agencies whose names end in nothing telling."""
_RANK = (
    rf"(?:驻{_HAN}{{1,6}}?|"
    + _either(
        "特约 特派 见习 实习 首席 资深 高级 主任 全媒体 融媒体 新媒体 摄影 文字 体育 财经 "
        "特約 見習 實習"
    )
    + ")"
)
_JOB = _either(
    "记者 通讯员 评论员 报道员 撰稿人 观察员 特派员 报道组 实习生 記者 通訊員 評論員 實習生"
)
"""Who reports."""
REPORTER = rf"(?:{_KNOWN}|{_PAPER})?{_RANK}{{0,3}}{_JOB}组?"
"""Reporter, with paper and rank: `本报见习记者`."""
NEXT_REPORTER = rf"(?:{_KNOWN}|(?<={_HAN}{{2}}){_PAPER})?{_RANK}{{0,3}}{_JOB}|摄影(?={_HAN})"
"""The role behind a name that nothing parts from it."""
GLUED_REPORTER = rf"(?:{_KNOWN}|(?<=[。！？”）\s]){_HAN}{{2,4}}?报)?{_RANK}{{0,3}}{_JOB}"
"""Reporter behind a caption that nothing parts from it: only a known paper's name is taken."""
