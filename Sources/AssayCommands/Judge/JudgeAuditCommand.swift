import ArgumentParser
import AssayCore
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// `assay judge-audit`: how right a judge is, and how easily it is misled.
struct JudgeAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge-audit",
        abstract: "Measure how right a judge is, and how easily it is misled.",
        discussion: """
            The judge rules on responses whose right label is known, in English and Chinese: as they are, once more, with \
            the labels named in the other order, and dressed by each attack (\
            \(Dress.attacks.map(\.rawValue).joined(separator: ", "))), each towards the wrong label. Reported are \
            sensitivity, specificity, the share of right rulings that an attack turns by attack and direction, beside that \
            of a mere repeat, and the shifts by length and by the order of the labels. The bundled responses are benign \
            stand-ins and say nothing about accuracy on real harm.

            The default gate, which ends with status 3, is on the far ends of the 95 % intervals: \
            '\(JudgeAudit().defaultGate ?? "")'. --fail-if replaces it.

            Examples:
              assay judge-audit --judge openai/gpt-4.1
              assay judge-audit --judge sim/judge-good --output good.assay
              assay judge-audit --jury jury.yaml --limit 80 --max-cost 20
              assay judge-audit --judge lab/our-judge --rubric words.yaml --set gold.csv --max-cost 5
              assay judge-audit --judge openai/gpt-4.1 --language zh --limit 40 --attack fake_end --dry-run
              assay judge-audit --judge openai/gpt-4.1 --fail-if 'flip_rate.high > 5%' --format html > audit.html
              assay report judge-audit-gpt-4.1-20261121T101500Z.assay
            """)

    @OptionGroup var flags: JudgeAuditFlags

    @Option(help: "The form of the report: text, markdown, json, html or csv.")
    var format: ReportFormat?

    @Flag(help: "Say how many calls and about how many tokens the audit would make, and make none.")
    var dryRun = false

    @OptionGroup var display: DisplayOptions

    func validate() throws {
        guard format == nil || !display.json else { throw ValidationError("--json is --format json; give one of them") }
    }

    func run() async throws {
        let suite = JudgeAudit()
        let plan = try JudgeAuditPlan(suite, flags)
        try display.gate.check(names: suite.metricNames(ruledBy: plan.jury, asking: plan.rubric))
        let materials = ModelMaterials(
            roles: plan.roles, connection: flags.connection, opensCache: false,
            environment: dryRun
                ? EndpointResolution.keyless(ProcessInfo.processInfo.environment)
                : ProcessInfo.processInfo.environment,
            configuration: try Configuration.read(named: flags.connection.config))
        throw try await ModelAssembly.lend(materials) { assembly in
            try assembly.checkCaps(under: plan.settings)
            let draft = try RunDraft(at: plan.destination)
            defer { draft.discard() }
            let planned = try await plan.read(into: draft)
            if dryRun {
                let estimate = planned.estimate.priced(assembly.prices)
                Console.result(display.json || format == .json ? try estimate.json : estimate.text)
                return ExitStatus.done
            }
            try await assembly.check()
            var manifest = plan.manifest(of: planned.dataset, judges: assembly.uses)
            manifest.prices = assembly.prices.isEmpty ? nil : assembly.prices
            let writer = try draft.publish(manifest)
            var session = RunSession(
                suite: suite, file: writer, path: plan.destination, assembly: assembly, display: display)
            session.format = format
            return try await session.carryOut()
        }
    }
}
