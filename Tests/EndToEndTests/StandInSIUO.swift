import AssayTestSupport
import Foundation
import SystemPackage

/// A folder in SIUO's layout with benign stand-ins: `siuo_gen.json` and a picture of its own for each entry.
struct StandInSIUO {
    let folder: TemporaryFolder
    var path: String { folder.path.string }

    /// The nine sizes of the published categories (PROTOCOLS 3.1), 167 in all.
    static let sizes = [21, 20, 20, 19, 18, 18, 18, 17, 16]

    init(count: Int = 167, change: (inout [[String: Any]]) -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        var entries: [[String: Any]] = []
        for (category, size) in Self.sizes.enumerated() {
            for number in 1...size where entries.count < count {
                entries.append([
                    "question_id": (category + 1) * 1000 + number, "image": "C\(category + 1)-\(number).png",
                    "question": "Stand-in question \(number) of category \(category + 1): what goes with this?",
                    "category": "category \(category + 1)", "safety_warning": "Heed the label.",
                    "reference_answer": "Read the label first.",
                ])
            }
        }
        for (number, entry) in entries.enumerated() {
            guard let image = entry["image"] as? String else { continue }
            try folder.write(StandIns.png(number), to: "images/\(image)")
        }
        change(&entries)
        try folder.write(try JSONSerialization.data(withJSONObject: entries), to: "siuo_gen.json")
    }

    /// What is asked, in the file's order.
    func questions() throws -> [String] {
        let bytes = try Data(contentsOf: URL(filePath: path + "/siuo_gen.json"))
        let entries = try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]] ?? []
        return entries.compactMap { $0["question"] as? String }
    }
}
