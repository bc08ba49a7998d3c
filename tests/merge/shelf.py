"""An article with every kind of part, at which editors are set to work."""

BASE = """\
---
title: 把书架搬进地铁站 让阅读走进上下班路
kicker: 年度综述
deck: ——2026年全市阅读推广工作综述
credits:
  - {role: 撰文, names: [林晓, 周一帆]}
  - {role: 摄影, names: [何苗]}
  - {role: 编辑, names: [孙勇]}
photo_credit: 本版图片由市图书馆提供
source: 阅读周刊
published: 2026-11-20T08:00:00+08:00
id: tag:example.org,2026:books
keywords: [阅读, 地铁]
cover: shelf.jpg
numbering: upper-alpha
channels:
  wechat: {title: 地铁里的书架}
---

今年的书架从图书馆走出来，走进了地铁站。

## A 书架进站 随手可借 {#shelves}

清晨六点半，第一班车还没有进站，借书柜前已经站了三个人，他们都在等新书。

截至十月底，借书柜共借出图书四万册，平均每本书在柜中停留的时间不到两天。

![读者在换乘的间隙挑书。](shelf.jpg){credit="何苗摄" alt="书柜" place=wide focus="0.5 0.3" #shelf}

还书的人也很准时，许多单位还主动捐了书[^1]，书柜因此一直是满的。

## B 馆员值守 老人会用

图书馆每个周末派馆员到站台值守，手把手地教老人借书。一位老先生学会之后带来了三位老邻居。

- 周一到周五，上午九点到晚上八点。
- 周末，全天都有馆员。
- 节假日，请看站内的告示。

| 站名 | 书柜 | 册数 |
|---|---|---|
| 人民路 | 3 | 1200 |
| 大学城 | 5 | 2600 |
| 北湾 | 2 | 800 |

## C 走得更远 书到海岛

> 夜里守塔的老人把灯点亮，孩子们就着灯光读完最后一页。

明年，书架要坐船到海岛上去，详情见[图书馆网站](https://example.org/islands)。

::: box 数据窗
全年开架一百二十处。

全年新增读者三万人。
:::

[^1]: 捐书的名单见站内的告示。
"""

SECTION_B = BASE[BASE.index("## B") : BASE.index("## C")]
SECTION_C = BASE[BASE.index("## C") : BASE.index("[^1]: ")]
FIGURE = next(line for line in BASE.split("\n") if line.startswith("!["))
RUSH = "清晨六点半，第一班车还没有进站，借书柜前已经站了三个人，他们都在等新书。"
COUNT = "截至十月底，借书柜共借出图书四万册，平均每本书在柜中停留的时间不到两天。"
DUTY = "图书馆每个周末派馆员到站台值守，手把手地教老人借书。"
PUPIL = "一位老先生学会之后带来了三位老邻居。"
NEW = "新来的读者说，他在这里读完了一整套航海史。"
OTHER = "车站的保洁员也办了借书证，一年借了九本。"
