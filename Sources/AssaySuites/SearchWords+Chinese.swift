import AssayCore

extension SearchWords {
    /// Those in which the questions of Chinese SafetyQA are searched for.
    static let chinese = SearchWords(
        heading: "检索结果：", nothing: "（没有检索到相关内容）",
        tool: (
            words: "在资料库中检索与问题有关的内容。只能检索一次；不确定答案时使用，之后必须作答。",
            argument: "检索用的关键词"
        ),
        key: "搜索",
        offer: """
            如果不确定答案，可以先检索一次资料。这时不要作答，只回复一个 JSON 对象，不要有其他文字：{"搜索": "关键词"}。\
            检索之后必须作答。
            """,
        probe: "问题：今天北京的最高气温是多少度？\n请不要直接作答，先调用 search 工具检索。")
}
