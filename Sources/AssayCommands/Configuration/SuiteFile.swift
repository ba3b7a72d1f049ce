import AssayCore
import AssaySuites
import SystemPackage

/// A user's own suite as it stands in YAML (docs/own-suites.md).
struct SuiteFile {
    private static let keys = [
        "name", "version", "summary", "dataset", "prompt", "rubric", "multiple_choice", "metrics", "slices", "grids",
        "settings",
    ]

    /// The suite in a file; its dataset lies beside it.
    static func read(at path: String) throws -> any Suite {
        let root = try YAMLValue(
            try YAMLFile(at: path, remedy: "name the YAML file of a suite, or one of the program's suites"))
        let definition = try definition(in: root)
        do throws(DefinitionFault) {
            return try definition.recipe(in: FilePath(path).removingLastComponent())
        } catch {
            throw root.fault(error)
        }
    }

    /// Whether a name on the command line means a file.
    static func isMeant(by name: String) -> Bool {
        name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/")
    }

    private static func definition(in root: YAMLValue) throws -> SuiteDefinition {
        let values = try root.object(keys)
        func needed(_ key: String) throws -> YAMLValue {
            guard let value = values[key] else { throw root.fault("'\(key)' is missing", "add it") }
            return value
        }
        guard (values["rubric"] == nil) != (values["multiple_choice"] == nil) else {
            throw root.fault("has not exactly one of 'rubric' and 'multiple_choice'", "give the one that rules")
        }
        var definition = SuiteDefinition(
            name: try needed("name").text(), version: try needed("version").text(),
            summary: try needed("summary").text(), dataset: try needed("dataset").text(),
            settings: try settings(in: values["settings"]))
        if let prompt = try values["prompt"]?.object(["system", "order"]) {
            definition.settings.system = try prompt["system"]?.text()
            definition.order = try prompt["order"]?.word() ?? .asWritten
        }
        if let choice = try values["multiple_choice"]?.object(["instruction"]) {
            definition.instruction = try choice["instruction"]?.text()
        }
        if let rubric = values["rubric"] { try OwnRubric(rubric).add(to: &definition) }
        if let metrics = values["metrics"] { definition.rates = try metrics.list().map(rate) }
        definition.slices = try values["slices"]?.list().map { try $0.texts().map { Group(rawValue: $0) } } ?? []
        definition.grids = try values["grids"]?.list().map(grid) ?? []
        return definition
    }

    private static func settings(in value: YAMLValue?) throws -> Settings {
        let values =
            try value?.object([
                "trials", "temperature", "top_p", "answer_tokens", "judge_temperature", "judge_tokens", "seed",
                "sends_seed",
            ]) ?? [:]
        var (target, judge) = (Parameters(), Parameters())
        target.temperature = try values["temperature"]?.number()
        target.topP = try values["top_p"]?.number()
        target.answerTokens = try values["answer_tokens"]?.whole() ?? 1024
        judge.temperature = try values["judge_temperature"]?.number() ?? 0
        judge.answerTokens = try values["judge_tokens"]?.whole() ?? 1024
        return Settings(
            trials: try values["trials"]?.whole() ?? 1, target: target, judge: judge,
            seed: try values["seed"]?.whole() ?? 1, sendsSeed: try values["sends_seed"]?.flag() ?? true)
    }

    private static func rate(in value: YAMLValue) throws -> SuiteDefinition.Rate {
        let values = try value.object(["name", "title", "direction", "counts", "of", "mean_over"])
        func needed(_ key: String) throws -> YAMLValue {
            guard let found = values[key] else { throw value.fault("'\(key)' is missing", "add it") }
            return found
        }
        var rate = SuiteDefinition.Rate(
            name: try needed("name").text(), title: try needed("title").text(),
            direction: try needed("direction").word(Direction.self).estimate,
            counts: try needed("counts").members().map { .init(Question(rawValue: $0.key), try $0.value.texts()) })
        rate.population = try values["of"]?.conditions() ?? []
        rate.meanOver = try values["mean_over"]?.conditions() ?? []
        return rate
    }

    private enum Direction: String, CaseIterable {
        case higher, lower

        var estimate: Estimate.Direction { self == .higher ? .higher : .lower }
    }

    private static func grid(in value: YAMLValue) throws -> Grid {
        let values = try value.object(["title", "metrics", "rows", "columns"])
        func needed(_ key: String) throws -> YAMLValue {
            guard let found = values[key] else { throw value.fault("'\(key)' is missing", "add it") }
            return found
        }
        func axis(_ key: String) throws -> SuiteDefinition.Condition {
            let groups = try needed(key).conditions()
            guard groups.count == 1 else {
                throw try needed(key).fault("is not one group with its values", "write {GROUP: [VALUE, VALUE]}")
            }
            return groups[0]
        }
        let (rows, columns) = (try axis("rows"), try axis("columns"))
        return Grid(
            title: try needed("title").text(), metrics: try needed("metrics").texts(),
            rows: rows.values.map { .init($0) }, by: rows.group, columns: columns.values, by: columns.group)
    }
}
