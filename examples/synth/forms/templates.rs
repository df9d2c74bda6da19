//! What the projects of each kind of office are measured by.
//!
//! Names within one office differ, so that no indicator is used for two projects of a unit.

/// First-level classes with the weights of the official scheme (财预〔2020〕10号: 50/30/10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level1 {
    Cost,
    Output,
    Benefit,
    Satisfaction,
}

use Level1::{Benefit, Cost, Output};

impl Level1 {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cost => "成本指标",
            Self::Output => "产出指标",
            Self::Benefit => "效益指标",
            Self::Satisfaction => "满意度指标",
        }
    }
}

/// A kind of office: what it is called and which department it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    Water,
    City,
    Care,
    School,
    Health,
    Town,
}

impl Office {
    pub const ALL: [Self; 6] = [
        Self::Water,
        Self::City,
        Self::Care,
        Self::School,
        Self::Health,
        Self::Town,
    ];

    pub const fn unit(self) -> &'static str {
        match self {
            Self::Water => "河道管理所",
            Self::City => "市政养护中心",
            Self::Care => "养老服务中心",
            Self::School => "学校后勤管理站",
            Self::Health => "卫生服务中心",
            Self::Town => "社会事务中心",
        }
    }

    pub const fn department(self) -> &'static str {
        match self {
            Self::Water => "水务局",
            Self::City => "城市建设局",
            Self::Care => "民政局",
            Self::School => "教育局",
            Self::Health => "卫生健康局",
            Self::Town => "社会工作局",
        }
    }
}

/// A project as it may be set up.
#[derive(Debug)]
pub struct Template {
    pub project: &'static str,
    pub office: Office,
    pub rows: &'static [RowTemplate],
    pub satisfaction: &'static str,
}

/// An indicator as it may be set up.
#[derive(Debug)]
pub struct RowTemplate {
    pub level1: Level1,
    pub level2: &'static str,
    pub name: &'static str,
    pub comparator: &'static str,
    pub unit: &'static str,
    /// A usual target, in hundredths.
    pub usual: i64,
}

const fn row(
    level1: Level1,
    level2: &'static str,
    name: &'static str,
    comparator: &'static str,
    unit: &'static str,
    usual: i64,
) -> RowTemplate {
    RowTemplate {
        level1,
        level2,
        name,
        comparator,
        unit,
        usual,
    }
}

// Second-level labels.
const COUNT: &str = "数量指标";
const QUALITY: &str = "质量指标";
const TIME: &str = "时效指标";
const SOCIAL: &str = "社会效益指标";
const ECONOMIC: &str = "经济效益指标";
const NATURE: &str = "生态效益指标";
const LASTING: &str = "可持续影响指标";
const EXPENSE: &str = "经济成本指标";

pub const TEMPLATES: &[Template] = &[
    Template {
        project: "河道保洁",
        office: Office::Water,
        rows: &[
            row(Output, COUNT, "保洁河道长度", "≥", "公里", 4600),
            row(Output, COUNT, "打捞水面垃圾数量", "≥", "吨", 62000),
            row(Output, QUALITY, "河道保洁考核合格率", "≥", "%", 9500),
            row(Output, TIME, "漂浮物清理及时率", "≥", "%", 9500),
            row(Benefit, NATURE, "水质监测断面达标率", "≥", "%", 9000),
            row(Benefit, SOCIAL, "沿河村居受益覆盖率", "≥", "%", 9500),
        ],
        satisfaction: "沿河居民满意度",
    },
    Template {
        project: "农田水利设施维修",
        office: Office::Water,
        rows: &[
            row(Output, COUNT, "维修泵站数量", "=", "座", 1200),
            row(Output, COUNT, "清淤沟渠长度", "≥", "公里", 2800),
            row(Output, QUALITY, "维修工程验收合格率", "≥", "%", 9800),
            row(Output, TIME, "灌溉季前完工及时率", "≥", "%", 9500),
            row(Benefit, ECONOMIC, "改善灌溉面积", "≥", "亩", 860000),
            row(Benefit, LASTING, "长效管护责任落实覆盖率", "≥", "%", 9000),
        ],
        satisfaction: "受益农户满意度",
    },
    Template {
        project: "排水管网养护",
        office: Office::Water,
        rows: &[
            row(Output, COUNT, "疏通管道长度", "≥", "公里", 18500),
            row(Output, COUNT, "检测管道长度", "≥", "公里", 4000),
            row(Output, QUALITY, "养护作业质量合格率", "≥", "%", 9500),
            row(Output, TIME, "积水报修处置及时率", "≥", "%", 9600),
            row(Benefit, SOCIAL, "易积水点消除数量", "≥", "处", 900),
            row(Benefit, LASTING, "管网信息长效更新覆盖率", "≥", "%", 9000),
        ],
        satisfaction: "沿线商户满意度",
    },
    Template {
        project: "防汛物资储备",
        office: Office::Water,
        rows: &[
            row(Output, COUNT, "采购防汛沙袋数量", "≥", "只", 1500000),
            row(Output, COUNT, "维护移动泵车数量", "=", "台", 800),
            row(Output, QUALITY, "入库物资检验合格率", "≥", "%", 9800),
            row(Output, TIME, "汛前物资到位及时率", "≥", "%", 9800),
            row(Benefit, SOCIAL, "应急调拨响应达标率", "≥", "%", 9500),
            row(Benefit, LASTING, "物资长效轮换机制执行率", "≥", "%", 9000),
        ],
        satisfaction: "用砂单位满意度",
    },
    Template {
        project: "道路养护",
        office: Office::City,
        rows: &[
            row(Output, COUNT, "养护道路面积", "≥", "万平方米", 21800),
            row(Output, COUNT, "修补路面坑槽数量", "≥", "处", 150000),
            row(Output, QUALITY, "路面养护质量合格率", "≥", "%", 9500),
            row(Output, TIME, "坑槽修补及时率", "≥", "%", 9600),
            row(Benefit, SOCIAL, "主干道平整度达标率", "≥", "%", 9200),
            row(Benefit, LASTING, "道路病害长效巡查覆盖率", "≥", "%", 9500),
        ],
        satisfaction: "出行市民满意度",
    },
    Template {
        project: "路灯运行维护",
        office: Office::City,
        rows: &[
            row(Output, COUNT, "维护路灯数量", "=", "盏", 1386000),
            row(Output, COUNT, "更换节能光源数量", "≥", "盏", 180000),
            row(Output, QUALITY, "主次干道亮灯率", "≥", "%", 9800),
            row(Output, TIME, "故障路灯修复及时率", "≥", "%", 9600),
            row(Benefit, ECONOMIC, "单灯能耗下降比例", "≥", "%", 800),
            row(Benefit, LASTING, "设施长效巡检计划执行率", "≥", "%", 9500),
        ],
        satisfaction: "沿街居民满意度",
    },
    Template {
        project: "公共绿地养护",
        office: Office::City,
        rows: &[
            row(Output, COUNT, "养护绿地面积", "≥", "万平方米", 15600),
            row(Output, COUNT, "补植乔木数量", "≥", "株", 42000),
            row(Output, QUALITY, "养护质量考核达标率", "≥", "%", 9500),
            row(Output, TIME, "病虫害防治及时率", "≥", "%", 9600),
            row(Benefit, NATURE, "绿化植物成活率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "游园开放天数", "≥", "天", 35000),
        ],
        satisfaction: "游园市民满意度",
    },
    Template {
        project: "生活垃圾分类",
        office: Office::City,
        rows: &[
            row(Output, COUNT, "覆盖居民小区数量", "=", "个", 23600),
            row(Output, COUNT, "清运厨余垃圾数量", "≥", "吨", 2100000),
            row(Output, QUALITY, "分类投放准确率", "≥", "%", 9000),
            row(Output, TIME, "清运及时率", "≥", "%", 9700),
            row(Benefit, NATURE, "垃圾资源化利用率", "≥", "%", 3800),
            row(Benefit, SOCIAL, "居民分类知晓率", "≥", "%", 9500),
        ],
        satisfaction: "小区居民满意度",
    },
    Template {
        project: "老年助餐",
        office: Office::Care,
        rows: &[
            row(Output, COUNT, "运营助餐点数量", "=", "个", 2600),
            row(Output, COUNT, "提供助餐服务人次", "≥", "万人次", 3800),
            row(Output, QUALITY, "食品安全检查合格率", "≥", "%", 9800),
            row(Output, TIME, "送餐及时率", "≥", "%", 9600),
            row(Benefit, SOCIAL, "助餐服务村居覆盖率", "≥", "%", 8500),
            row(Benefit, LASTING, "助餐点长效运营评估覆盖率", "≥", "%", 9000),
        ],
        satisfaction: "就餐老人满意度",
    },
    Template {
        project: "居家适老化改造",
        office: Office::Care,
        rows: &[
            row(Output, COUNT, "完成改造户数", "≥", "户", 40000),
            row(Output, COUNT, "安装紧急呼叫设备数量", "≥", "套", 40000),
            row(Output, QUALITY, "改造验收合格率", "≥", "%", 9700),
            row(Output, TIME, "改造按期完成率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "困难老人家庭改造覆盖率", "≥", "%", 7500),
            row(Benefit, LASTING, "设备长效维保签约率", "≥", "%", 9000),
        ],
        satisfaction: "改造家庭满意度",
    },
    Template {
        project: "养老机构运营补贴",
        office: Office::Care,
        rows: &[
            row(Output, COUNT, "补贴养老机构数量", "=", "家", 1800),
            row(Output, COUNT, "收住老人人数", "≥", "人", 160000),
            row(Output, QUALITY, "机构等级评定达标率", "≥", "%", 9000),
            row(Output, TIME, "补贴拨付及时率", "≥", "%", 9700),
            row(Benefit, SOCIAL, "护理型床位占比", "≥", "%", 6000),
        ],
        satisfaction: "入住老人满意度",
    },
    Template {
        project: "校舍维修",
        office: Office::School,
        rows: &[
            row(Cost, EXPENSE, "单位面积维修成本", "≤", "元/平方米", 62000),
            row(Output, COUNT, "维修校舍面积", "≥", "平方米", 1350000),
            row(Output, QUALITY, "维修工程竣工验收合格率", "≥", "%", 9800),
            row(Output, TIME, "暑期完工及时率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "受益学生人数", "≥", "人", 620000),
            row(Benefit, LASTING, "校舍长效检查制度执行率", "≥", "%", 9500),
        ],
        satisfaction: "师生满意度",
    },
    Template {
        project: "学生营养餐",
        office: Office::School,
        rows: &[
            row(Output, COUNT, "供餐学生人数", "≥", "人", 520000),
            row(Output, COUNT, "全年供餐天数", "≥", "天", 19000),
            row(Output, QUALITY, "食材抽检合格率", "≥", "%", 9800),
            row(Output, TIME, "配餐送达及时率", "≥", "%", 9700),
            row(Benefit, SOCIAL, "困难学生供餐覆盖率", "≥", "%", 9700),
            row(Benefit, LASTING, "食堂长效监督机制执行率", "≥", "%", 9500),
        ],
        satisfaction: "家长满意度",
    },
    Template {
        project: "校园安防",
        office: Office::School,
        rows: &[
            row(Output, COUNT, "配备校园安保人员数量", "=", "人", 14200),
            row(Output, COUNT, "更新监控设备数量", "≥", "套", 16000),
            row(Output, QUALITY, "安防设备完好率", "≥", "%", 9700),
            row(Output, TIME, "隐患整改及时率", "≥", "%", 9700),
            row(Benefit, SOCIAL, "安全教育学生覆盖率", "≥", "%", 9700),
            row(Benefit, LASTING, "校门口护学长效机制执行率", "≥", "%", 9500),
        ],
        satisfaction: "学生家长满意度",
    },
    Template {
        project: "教师培训",
        office: Office::School,
        rows: &[
            row(Output, COUNT, "培训教师人数", "≥", "人", 125000),
            row(Output, COUNT, "举办培训班次数量", "≥", "期", 2400),
            row(Output, QUALITY, "培训考核合格率", "≥", "%", 9500),
            row(Output, QUALITY, "课程评价优良率", "≥", "%", 8800),
            row(Output, TIME, "培训计划按时完成率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "新教师跟岗带教覆盖率", "≥", "%", 9200),
            row(Benefit, SOCIAL, "乡村学校教师参训比例", "≥", "%", 3500),
            row(
                Benefit,
                LASTING,
                "培训成果长效转化课题数量",
                "≥",
                "项",
                4000,
            ),
        ],
        satisfaction: "参训教师满意度",
    },
    Template {
        project: "疫苗接种",
        office: Office::Health,
        rows: &[
            row(Output, COUNT, "接种疫苗剂次", "≥", "万剂次", 2100),
            row(Output, COUNT, "开展接种门诊督导次数", "≥", "次", 4800),
            row(Output, QUALITY, "冷链设备温度达标率", "≥", "%", 9800),
            row(Output, TIME, "适龄儿童按时接种率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "免疫规划疫苗接种覆盖率", "≥", "%", 9500),
            row(Benefit, LASTING, "接种信息长效核查覆盖率", "≥", "%", 9000),
        ],
        satisfaction: "受种者家庭满意度",
    },
    Template {
        project: "妇女两癌筛查",
        office: Office::Health,
        rows: &[
            row(Output, COUNT, "筛查适龄妇女人数", "≥", "人", 900000),
            row(Output, COUNT, "举办健康讲座场次", "≥", "场", 3600),
            row(Output, QUALITY, "检测样本合格率", "≥", "%", 9700),
            row(Output, TIME, "检查结果反馈及时率", "≥", "%", 9600),
            row(Benefit, SOCIAL, "可疑病例随访管理率", "≥", "%", 9500),
            row(Benefit, LASTING, "筛查档案长效更新覆盖率", "≥", "%", 9200),
        ],
        satisfaction: "受检妇女满意度",
    },
    Template {
        project: "病媒生物防制",
        office: Office::Health,
        rows: &[
            row(Output, COUNT, "消杀作业面积", "≥", "万平方米", 31000),
            row(Output, COUNT, "设置监测点数量", "=", "个", 6000),
            row(Output, QUALITY, "消杀效果评估合格率", "≥", "%", 9300),
            row(Output, TIME, "孳生地清理及时率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "病媒防制知识知晓率", "≥", "%", 8800),
            row(Benefit, NATURE, "环境孳生地减少数量", "≥", "处", 15000),
        ],
        satisfaction: "辖区居民满意度",
    },
    Template {
        project: "数字档案",
        office: Office::Town,
        rows: &[
            row(Output, COUNT, "数字化加工档案数量", "≥", "卷", 1200000),
            row(Output, COUNT, "扫描文件页数", "≥", "万页", 15000),
            row(Output, QUALITY, "数字化成果抽检合格率", "≥", "%", 9800),
            row(Output, TIME, "加工批次交付及时率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "档案在线查询次数", "≥", "次", 260000),
        ],
        satisfaction: "查档群众满意度",
    },
    Template {
        project: "社区矫正帮扶",
        office: Office::Town,
        rows: &[
            row(Output, COUNT, "开展教育帮扶次数", "≥", "次", 24000),
            row(Output, COUNT, "组织公益活动场次", "≥", "场", 3600),
            row(Output, TIME, "入矫报到登记及时率", "≥", "%", 9700),
            row(Benefit, SOCIAL, "就业就学帮扶人数", "≥", "人", 4500),
            row(Benefit, LASTING, "社会力量长效参与机构数量", "≥", "家", 800),
        ],
        satisfaction: "帮扶对象满意度",
    },
    Template {
        project: "人居环境整治",
        office: Office::Town,
        rows: &[
            row(Output, COUNT, "整治村庄数量", "=", "个", 1400),
            row(Output, COUNT, "清理乱堆乱放数量", "≥", "处", 90000),
            row(Output, QUALITY, "整治点位验收合格率", "≥", "%", 9600),
            row(Output, TIME, "整治任务按期完成率", "≥", "%", 9500),
            row(Benefit, NATURE, "村庄绿化覆盖率", "≥", "%", 3200),
            row(Benefit, LASTING, "村民长效保洁公约签订率", "≥", "%", 9200),
        ],
        satisfaction: "村民满意度",
    },
    Template {
        project: "群众文化活动",
        office: Office::Town,
        rows: &[
            row(Output, COUNT, "举办文化活动场次", "≥", "场", 12000),
            row(Output, COUNT, "开放文化站天数", "≥", "天", 32000),
            row(Output, QUALITY, "节目验收合格率", "≥", "%", 9500),
            row(Output, TIME, "演出计划按时完成率", "≥", "%", 9500),
            row(Benefit, SOCIAL, "参与活动群众人次", "≥", "人次", 3600000),
            row(Benefit, LASTING, "文化队伍长效培育数量", "≥", "支", 2200),
        ],
        satisfaction: "参加活动群众满意度",
    },
];
