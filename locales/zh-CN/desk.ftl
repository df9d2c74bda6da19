### desk
desk-title = shenyue 审阅
