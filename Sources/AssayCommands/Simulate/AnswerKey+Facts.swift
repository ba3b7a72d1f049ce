import AssayCore
import AssayDatasets
import AssaySimulator
import SystemPackage

extension AnswerKey {
    /// Learns the right answers and options of Chinese SafetyQA; what cannot be read of a row is not learnt.
    mutating func learnChineseSafetyQA(at root: FilePath) async throws {
        for mode in ChineseSafetyQAMode.allCases {
            for try await entry in try ChineseSafetyQADataset(at: root, mode: mode).entries() {
                guard case .success(let sample) = entry, let fact = KnownFact(sample) else { continue }
                learn(fact)
            }
        }
    }
}
