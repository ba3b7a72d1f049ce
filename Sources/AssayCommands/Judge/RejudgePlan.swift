import AssayCore
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// A run over the stored answers of another.
struct RejudgePlan<Recipe: Suite> {
    private let recipe: Recipe
    private let source: RunReader
    private let judging: JudgeOptions
    private let stored: Bool
    /// The words for the judge; nil for a suite that rules without one.
    let rubric: Rubric?
    /// Who sits on the jury; nil without one.
    let jury: JuryPlan?
    /// The models that are asked.
    let roles: [Role: String]

    init(_ recipe: Recipe, source: RunReader, judging: JudgeOptions, stored: Bool, rule: JuryRule? = nil) throws {
        let file = try judging.juryFile()
        roles = judging.roles(with: file)
        self.recipe = recipe
        self.source = source
        self.judging = judging
        self.stored = stored
        let own = source.manifest.rubric
        guard stored || !recipe.rulesWithoutJudge else {
            throw CommandFault(
                "suite \(recipe.name) reads its answers by rule and asks no judge; read them again with --stored")
        }
        guard stored || source.manifest.origin?.hasNoAnswers != true else {
            throw CommandFault(
                "\(source.path.string): its verdicts came without the answers that they are on; have the answers judged with "
                    + "'assay judge --responses', or read the verdicts again with --stored")
        }
        guard stored || source.manifest.origin?.hasNoRightAnswers != true else {
            throw CommandFault(
                "\(source.path.string): its records came without the right answers; read them again with 'assay judge \(recipe.name) "
                    + "--records FILE --data DIR --judge MODEL'")
        }
        if stored {
            rubric = own
            guard recipe.rulesWithoutJudge || source.manifest.isJudged else {
                throw CommandFault("\(source.path.string): holds no judge's replies; rule on its answers with --judge")
            }
        } else if judging.rubric != nil || judging.judgeLanguage != nil {
            let language = source.manifest.options["--language"].flatMap(Language.init)
            rubric = try RubricChoice(judging, language: language).rubric(
                of: recipe, under: source.manifest.protocolUse.name)
        } else {
            // Words of the user's own stay; those for verdicts from elsewhere can be sent to nobody.
            let ours = recipe.rubric(in: .english, under: source.manifest.protocolUse.name)
            rubric = source.manifest.origin?.kind == .judgements ? ours : own ?? ours
        }
        jury = try Self.jury(stored ? source.manifest.jury : file?.plan(in: rubric?.language), rule, of: source)
        if let rubric {
            // Made and dropped: a rubric that does not fit is an error before anything else happens.
            _ = try recipe.judge(by: Panel(judge: Unasked()), rubric: rubric, under: source.manifest.settings)
        }
    }

    private static func jury(_ plan: JuryPlan?, _ rule: JuryRule?, of source: RunReader) throws -> JuryPlan? {
        guard let rule else { return plan }
        guard let plan else {
            throw CommandFault(
                "\(source.path.string): no jury ruled there, so there are no votes to reduce; leave --rule out")
        }
        return try rule.applied(to: plan)
    }

    /// Whose replies the new file takes over.
    var copiedRoles: RunDraft.RolesTaken { stored ? .all : .target }

    /// The manifest of the new run.
    func manifest(judges: [Role: Manifest.ModelUse]) throws -> Manifest {
        var manifest = source.manifest
        manifest.program = Version.name
        manifest.created = .now
        manifest.rubric = rubric
        manifest.settings.judge.answerTokens = judging.judgeTokens ?? manifest.settings.judge.answerTokens
        if !stored {
            manifest.models = manifest.models.filter { [.target, .retriever].contains($0.key) }.merging(judges) {
                _, new in new
            }
            manifest.options.merge(judging.given) { _, new in new }
            manifest.options["--jury"] = judging.jury
        }
        manifest.jury = jury
        manifest.origin = .init(
            kind: stored ? .reread : .rejudged, source: source.path.lastComponent?.string ?? "",
            hasNoAnswers: source.manifest.origin?.hasNoAnswers == true)
        manifest.origin?.hasNoRightAnswers = source.manifest.origin?.hasNoRightAnswers
        let preset = try recipe.evaluationProtocol(named: manifest.protocolUse.name)
        var used = UsedFields(
            manifest.settings, judge: UsedFields.judge(manifest.models.mapValues(\.name)), jury: jury, rubric: rubric,
            fixed: recipe.fixedFields)
        let origin = source.manifest.origin?.kind
        if origin == .responses || origin == .judgements { used.forget(.target, among: preset.published) }
        if stored, origin == .judgements { used.forget(.judge, among: preset.published) }
        manifest.protocolUse = .init(name: preset.name, departures: preset.departures(used: used.values))
        return manifest
    }
}
