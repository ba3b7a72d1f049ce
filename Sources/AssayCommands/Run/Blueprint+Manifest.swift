import AssayCore
import AssaySuites
import Foundation

extension Blueprint {
    /// All that must be known to check the run or to repeat it.
    func manifest(of planned: Planned, models: [Role: Manifest.ModelUse]) -> Manifest {
        let used = UsedFields(
            planned.settings, judge: UsedFields.judge(roles), jury: jury, rubric: planned.rubric,
            fixed: recipe.fixedFields
        ).values
        var manifest = Manifest(
            program: Version.name, created: .now,
            suite: .init(name: recipe.name, version: recipe.version), dataset: planned.dataset, rubric: planned.rubric,
            protocolUse: .init(
                name: evaluationProtocol.name, departures: evaluationProtocol.departures(used: used)),
            settings: planned.settings, models: models, options: flags.given)
        manifest.jury = jury
        return manifest
    }
}
