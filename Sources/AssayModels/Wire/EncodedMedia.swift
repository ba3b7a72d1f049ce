import AssayCore
import NIOCore
import Synchronization

/// Media in base64, kept for the calls that follow soon: a sample's picture goes to the target and to the judge.
///
/// The oldest goes when the bound is reached, so memory depends on what is in flight, not on the dataset.
final class EncodedMedia: Sendable {
    private struct State {
        var entries: [Digest: ByteBuffer] = [:]
        /// The digests in the order in which they came.
        var order: [Digest] = []
        var size = 0
    }

    // The lock guards the entries and their order; nothing is read or encoded under it.
    private let state = Mutex(State())
    private let bound: Int

    /// Bytes that are kept now.
    var keptBytes: Int { state.withLock(\.size) }

    /// - Parameter bound: the most bytes that are kept.
    init(bound: Int) {
        self.bound = bound
    }

    /// A medium in base64, which is as it was when the run was planned.
    ///
    /// - Throws: `mediaChanged` where the file is gone or its bytes are others, also when they are still kept here.
    func base64(of media: Media) throws(ModelError) -> ByteBuffer {
        if let kept = state.withLock({ $0.entries[media.digest] }), MediaFile.isUntouched(media) { return kept }
        var writer = JSONWriter(capacity: media.size / 3 * 4 + 4)
        writer.base64(try MediaFile.bytes(of: media))
        let encoded = writer.buffer
        keep(encoded, of: media.digest)
        return encoded
    }

    private func keep(_ encoded: ByteBuffer, of digest: Digest) {
        let size = encoded.readableBytes
        guard size <= bound else { return }
        state.withLock { state in
            guard state.entries.updateValue(encoded, forKey: digest) == nil else { return }
            state.order.append(digest)
            state.size += size
            while state.size > bound {
                let oldest = state.order.removeFirst()
                state.size -= state.entries.removeValue(forKey: oldest)?.readableBytes ?? 0
            }
        }
    }
}
