public import AssayCore
import AssayDatasets

/// Every suite by its name.
public enum Catalogue {
    /// All suites, in the order in which help texts list them.
    public static let suites: [any Suite] = [
        Demo(),
        SIUO(),
        SIUOMultipleChoice(),
        USB(),
        USB(.vulnerability),
        USB(.overrefusal),
        SafeBench(),
        ChineseSafetyQA(),
        ChineseSafetyQAChoice(),
    ]

    /// Suites with a command of their own, which `assay run` does not list.
    private static let others: [any Suite] = [JudgeAudit()]

    /// The suite of a name.
    ///
    /// - Throws: `SuiteFault.unknown`, which lists the names there are.
    public static func suite(named name: String) throws(SuiteFault) -> any Suite {
        guard let suite = suites.first(where: { $0.name == name }) else {
            throw .unknown(suite: name, known: suites.map(\.name))
        }
        return suite
    }

    /// The suite of a run: the one that its manifest holds, or the program's own of that name.
    ///
    /// - Throws: `SuiteFault.unknown`, or `DefinitionFault` where the manifest's own suite contradicts itself.
    public static func suite(of manifest: Manifest) throws -> any Suite {
        guard let definition = manifest.definition else {
            return try others.first { $0.name == manifest.suite.name } ?? suite(named: manifest.suite.name)
        }
        return try definition.recipe()
    }
}

extension Suite {
    /// The protocol of a name; ours where none is named.
    public func evaluationProtocol(named name: String?) throws(SuiteFault) -> EvaluationProtocol {
        guard let found = protocols.first(where: { $0.name == name ?? "assay" }) else {
            throw .unknownProtocol(suite: self.name, name: name ?? "assay", known: protocols.map(\.name))
        }
        return found
    }
}
