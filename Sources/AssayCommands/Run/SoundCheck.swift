import AssayCore
import AssayDatasets
import AssayModels

/// Whether the target hears: found out before the first sample of a run that holds sounds.
///
/// Without it a run would end with every record unanswered (unsupported), each of them asked for.
struct SoundCheck {
    private let media: MediaCount
    private let assembly: ModelAssembly
    private let name: String

    init(_ media: MediaCount, by assembly: ModelAssembly, name: String) {
        self.media = media
        self.assembly = assembly
        self.name = name
    }

    private var isOfSoundsAlone: Bool { media.withSound > 0 && media.withSound == media.all }

    private static let remedy =
        "name a model that takes sound, or ask the same queries with --modality text or text+image"

    /// Refuses a form that has no place for a sound; asks nobody.
    ///
    /// - Throws: `CommandFault` where every sample holds one.
    func checkForm() throws {
        guard isOfSoundsAlone, let kind = assembly.kind(of: .target), !kind.takes(.wav) else { return }
        throw CommandFault(
            "\(name) takes no sound (the form \(kind.rawValue) has no place for it), and each of the \(media.all) samples "
                + "holds one; \(Self.remedy)")
    }

    /// Plays a short tone to a target behind an endpoint, once.
    ///
    /// - Throws: `CommandFault` where it refuses the tone and every sample holds a sound, or where nothing can be asked.
    func ask(under settings: Settings) async throws {
        guard media.withSound > 0, let kind = assembly.kind(of: .target), kind.takes(.wav),
            let model = assembly.model(for: .target, journal: CheckJournal()),
            let tone = Media(embedding: Tone(pitch: 440, length: 4000).wav)
        else { return }
        let prompt = Prompt(
            turns: [Turn(.user, [.audio(tone), .text("What do you hear?")])], parameters: settings.target)
        do throws(ModelError) {
            _ = try await model.respond(to: Call(.init(sample: "a tone", trial: 1, role: .target), prompt: prompt))
        } catch {
            switch error {
            case .unsupported, .rejected: try refuse(error)
            case _ where error.stopsTheRun: throw CommandFault("\(name): \(error.description)")
            default: Console.note("note: whether \(name) takes sound could not be found out: \(error.description)")
            }
        }
    }

    private func refuse(_ error: ModelError) throws {
        guard isOfSoundsAlone else {
            return Console.note(
                "note: \(name) took no sound when it was tried with a tone (\(error.description)): the \(media.withSound) "
                    + "samples that hold one may stay unanswered")
        }
        throw CommandFault(
            "\(name) takes no sound: tried with a short tone before the first sample, \(error.description), and each of "
                + "the \(media.all) samples holds one; \(Self.remedy)")
    }
}
