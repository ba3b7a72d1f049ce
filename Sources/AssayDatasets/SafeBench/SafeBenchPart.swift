import AssayCore
import SystemPackage

/// The file of one sub-category of SafeBench, read.
public struct SafeBenchPart: Sendable {
    /// k, the number that names the file.
    public let number: Int
    /// What the number stands for.
    public let subcategory: SafeBenchSubcategory
    /// The file.
    let file: FilePath
    /// The queries in order, or what is wrong with a row; the i-th belongs to the i-th medium.
    let queries: [Result<String, DatasetFault>]
    /// The number of the row of each query in the file.
    let rows: [Int]
    /// Whether the first row is a heading, and why.
    let heading: SafeBenchHeader.Finding
    /// What is wrong with the file as a whole; then none of its queries is used.
    let fault: DatasetFault?

    /// Rows of the file, a heading among them where there is one.
    var rowCount: Int { queries.count + (heading.skipsFirst ? 1 : 0) }
}
