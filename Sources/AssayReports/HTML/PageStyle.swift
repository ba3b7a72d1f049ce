/// What every page of ours looks like: it stands in the page itself, so that the page needs nothing else.
enum PageStyle {
    /// The style sheet.
    static let text = HTMLText(markup: String(decoding: PackageResources.page_css, as: UTF8.self))
}
