//! The grade printed under a form (评分等级).

use serde::{Deserialize, Serialize};

/// Grade of a report. Bounds: 财预〔2020〕10号 第十八条 (90 / 80 / 60); local bounds are settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 差
    Poor,
    /// 中
    Fair,
    /// 良
    Good,
    /// 优
    Excellent,
}

impl Grade {
    /// The character forms print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Poor => "差",
            Self::Fair => "中",
            Self::Good => "良",
            Self::Excellent => "优",
        }
    }

    /// Reads `优`, `良`, `中`, `差` and their two-character forms (`优秀`, `良好`, `中等`, `较差`).
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "优" | "优秀" => Some(Self::Excellent),
            "良" | "良好" => Some(Self::Good),
            "中" | "中等" | "一般" => Some(Self::Fair),
            "差" | "较差" => Some(Self::Poor),
            _ => None,
        }
    }
}
