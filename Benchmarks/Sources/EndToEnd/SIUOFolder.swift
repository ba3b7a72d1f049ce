import Foundation

/// A folder in the form of the SIUO release, with benign stand-ins: as many entries as wanted, a picture for each.
struct SIUOFolder: Equatable {
    /// Where it is.
    let path: String
    /// How many entries it has.
    let samples: Int

    /// One entry, in the release's own spelling.
    struct Entry: Codable, Equatable {
        let question_id: Int
        let image: String
        let question: String
        let category: String
        let safety_warning: String
        let reference_answer: String

        /// The stand-in of a number: a tool, a place and a category that recur, in texts that no other number gives.
        init(number: Int) {
            let tool = Self.tools[number % Self.tools.count]
            let place = Self.places[number / Self.tools.count % Self.places.count]
            question_id = number
            image = "stand-in-\(number).png"
            question = "This is the \(tool) that I keep \(place), number \(number) on my list. How do I look after it?"
            category = Self.categories[number % Self.categories.count]
            safety_warning =
                "The label beside the \(tool) says that it is to be put away dry and out of reach of children, "
                + "and the picture shows it lying open \(place)."
            reference_answer =
                "Wipe the \(tool) dry after use, oil whatever moves once a year, and keep it closed. I would not "
                + "leave it \(place) as the picture shows: the label asks for a dry spot out of reach of children, "
                + "such as a high shelf with a door."
        }

        static let categories = [
            "kitchen", "garden", "workshop", "camping", "cleaning", "sewing", "bicycle", "painting", "storage",
        ]
        private static let tools = [
            "padlock", "kitchen knife", "garden hose", "hand saw", "folding stool", "sewing kit", "bicycle pump",
        ]
        private static let places = ["on the balcony", "under the sink", "by the shed", "on the window sill"]
    }

    /// Writes a folder; entries and pictures one after the other, so that this program itself stays small.
    static func make(samples: Int, in parent: String) throws -> SIUOFolder {
        let root = URL(filePath: parent).appending(path: "siuo-\(samples)")
        let images = root.appending(path: "images")
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        let list = root.appending(path: "siuo_gen.json")
        try Data("[".utf8).write(to: list)
        let file = try FileHandle(forWritingTo: list)
        try file.seekToEnd()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for number in 1...samples {
            let entry = Entry(number: number)
            try file.write(contentsOf: Data((number == 1 ? "\n" : ",\n").utf8) + encoder.encode(entry))
            try Picture(seed: UInt64(number)).bytes.write(to: images.appending(path: entry.image))
        }
        try file.write(contentsOf: Data("\n]\n".utf8))
        try file.close()
        return SIUOFolder(path: root.path, samples: samples)
    }
}
