import AssayModels
import AssayStore
import Synchronization

/// Notes in the run file how many calls each endpoint is sent at once, whenever that has changed.
///
/// It looks often at first and then ever more seldom, so that a day has some hundred notes at most.
struct ConnectionLog: Sendable {
    let assembly: ModelAssembly
    let file: RunWriter
    let clock: any Clock<Duration>

    /// Looks until the task is cancelled, and once more then.
    func watch() async {
        var seen: [String: Int] = [:]
        var elapsed = Duration.zero
        note(changesTo: &seen)
        while !Task.isCancelled {
            let pause = Self.pause(after: elapsed)
            do {
                try await clock.sleep(for: pause)
            } catch {
                break
            }
            elapsed += pause
            note(changesTo: &seen)
        }
        note(changesTo: &seen)
    }

    /// A quarter of a second, or a fiftieth of the time so far.
    static func pause(after elapsed: Duration) -> Duration {
        max(.milliseconds(250), elapsed / 50)
    }

    private func note(changesTo seen: inout [String: Int]) {
        for (endpoint, reading) in assembly.readings.sorted(by: { $0.key < $1.key })
        where seen[endpoint] != reading.limit {
            seen[endpoint] = reading.limit
            file.noteConnections(at: endpoint, limit: reading.limit)
        }
    }
}
