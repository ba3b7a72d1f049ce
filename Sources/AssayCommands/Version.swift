/// Which program this is: manifests, the user agent and `--version` name it.
enum Version {
    static let current = "0.1.0"
    static let name = "assay \(current)"
}
