### lists: 总览、列、视图

tab-overview = 总览
scope-overview = 总览
act-open-bar = 筛选
act-open-bar-doc = 按所选的一条筛选，回到项目列表
act-next-part = 下一栏
act-next-part-doc = 到下一栏：总分、执行率、年度、单位
act-previous-part = 上一栏
act-previous-part-doc = 到上一栏
act-screen-overview = 总览
act-screen-overview-doc = 得分、执行率的分布，各年度、各单位的满分比例和定性指标比例

overview-headline = 100 分 { $hundred }  全部满分 { $full }  定性指标 { $qualitative }
overview-scores = 总分
overview-rates = 执行率（%）
overview-forms = 份数
overview-hundred = 100 分
overview-qualitative = 定性
overview-none = 未填

head-part = 类别
head-value = 取值
head-reports = 份数
head-share = 占比%
head-hundred_share = 100分%
head-qualitative_share = 定性%
overview-part-all = 合计
overview-part-score = 总分
overview-part-rate = 执行率
overview-part-year = 年度
overview-part-unit = 单位
help-overview = 总览：得分和执行率的分布，各年度、各单位的满分比例和定性指标比例
help-overview-query = 筛选条件
help-overview-format = 输出格式
