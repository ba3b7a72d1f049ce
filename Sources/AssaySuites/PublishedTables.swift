public import AssayCore
import Foundation

/// The published results that are built in, one data file each under `Published/`.
public enum PublishedTables {
    /// Every table, in the order of the catalogue.
    public static let all: [PublishedTable] = [
        read(PackageResources.published_usb_acl_json), read(PackageResources.published_usb_arxiv_v1_json),
        read(PackageResources.published_siuo_json), read(PackageResources.published_siuo_mcqa_json),
        read(PackageResources.published_safebench_json), read(PackageResources.published_chinese_safetyqa_json),
    ]

    /// The tables that runs of a suite may stand beside.
    public static func tables(beside suite: String) -> [PublishedTable] {
        all.filter { $0.suites.contains(suite) }
    }

    private static func read(_ bytes: [UInt8]) -> PublishedTable {
        do {
            return try JSONDecoder().decode(PublishedTable.self, from: Data(bytes))
        } catch {
            preconditionFailure(
                "a published table that is built into the program is whole; a test reads each: \(error)")
        }
    }
}
