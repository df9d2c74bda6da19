### lists: overview, columns, views

tab-overview = Overview
scope-overview = Overview
act-open-bar = filter
act-open-bar-doc = Filter by the selected bar and go to the list of forms
act-next-part = next part
act-next-part-doc = To the next part: scores, execution rates, years, units
act-previous-part = previous part
act-previous-part-doc = To the part before
act-screen-overview = overview
act-screen-overview-doc = How scores and execution rates are spread; share of 100-point forms and of qualitative indicators by year and unit

overview-headline = 100 points { $hundred }  full { $full }  qualitative { $qualitative }
overview-scores = Total score
overview-rates = Execution rate (%)
overview-forms = forms
overview-hundred = 100 pt
overview-qualitative = qual.
overview-none = none

head-part = of
head-value = value
head-reports = forms
head-share = share %
head-hundred_share = 100 pt %
head-qualitative_share = qual. %
overview-part-all = all
overview-part-score = score
overview-part-rate = rate
overview-part-year = year
overview-part-unit = unit
help-overview = How scores and execution rates are spread; share of 100-point forms and of qualitative indicators by year and unit
help-overview-query = filter
help-overview-format = output format
