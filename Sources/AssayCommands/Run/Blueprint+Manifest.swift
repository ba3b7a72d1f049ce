import AssayCore
import AssaySuites
import Foundation

extension Blueprint {
    /// All that must be known to check the run or to repeat it.
    func manifest(of planned: Planned, models: [Role: Manifest.ModelUse]) -> Manifest {
        var used = settings.fields
        used["trials.requests"] = "a request for each trial"
        used["judge.model"] = roles[.judge]
        used["rubric"] = planned.rubric.map { "\($0.name) \($0.version)" }
        used["target.content_order"] = "image, then text"
        used["judge.sees_media"] = planned.rubric.map { $0.questions.allSatisfy(\.showsMedia) ? "yes" : "no" }
        used["verdict.unreadable"] = "asked once more, then unjudged and bounded"
        used["verdict.case"] = "ignored; every official form"
        used["failed_answers"] = "counted by reason and bounded"
        used["blocked_answers"] = "excluded and bounded; counted in the _system rates"
        return Manifest(
            program: Version.name, created: .now,
            suite: .init(name: recipe.name, version: recipe.version), dataset: planned.dataset, rubric: planned.rubric,
            protocolUse: .init(
                name: evaluationProtocol.name, departures: evaluationProtocol.departures(used: used)),
            settings: settings, models: models, options: flags.given)
    }
}
