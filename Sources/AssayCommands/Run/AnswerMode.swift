import ArgumentParser
import AssayCore
import AssaySuites

/// How the questions of Chinese SafetyQA are asked.
enum AnswerMode: String, CaseIterable, ExpressibleByArgument {
    /// To be answered in words.
    case qa
    /// With options under letters.
    case mcq

    /// The suite of a mode.
    fileprivate var suite: any Suite {
        switch self {
        case .qa: ChineseSafetyQA()
        case .mcq: ChineseSafetyQAChoice()
        }
    }
}

extension AnswerMode? {
    /// The suite of a name in the mode that was asked for.
    ///
    /// - Throws: `SuiteFault` where there is no such suite, `CommandFault` where it does not have the mode.
    func suite(named name: String) throws -> any Suite {
        let suite = try Catalogue.suite(named: name)
        guard let mode = self else { return suite }
        // The short name stands for both modes, the long one for its own alone.
        guard suite.name == ChineseSafetyQA().name || suite.name == mode.suite.name else {
            guard suite.name == ChineseSafetyQAChoice().name else { return try refused(by: suite) }
            throw CommandFault("\(suite.name) is the mode mcq; leave --mode out, or name \(ChineseSafetyQA().name)")
        }
        return mode.suite
    }

    /// A suite that has one mode alone.
    ///
    /// - Throws: `CommandFault` where a mode was asked for.
    func refused(by suite: any Suite) throws -> any Suite {
        guard self == nil else {
            throw CommandFault(
                "suite \(suite.name) has one mode alone; leave --mode out (it is for \(ChineseSafetyQA().name))")
        }
        return suite
    }
}
