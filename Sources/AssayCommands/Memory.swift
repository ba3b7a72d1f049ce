import Foundation

/// How the system's allocator treats large buffers.
enum Memory {
    /// Keeps freed buffers for the next request instead of giving each back to the system.
    ///
    /// A request with a picture has some hundred kilobytes. By default glibc maps such a buffer anew each time, and every
    /// page of it is a fault: a fifth of the processor time of a run. What is kept is bounded by what was in flight at
    /// once.
    static func keepBuffers() {
        #if canImport(Glibc)
            // Looked up by name, because the module of glibc leaves out malloc.h; where it is absent nothing changes.
            guard let address = dlsym(nil, "mallopt") else { return }
            let mallopt = unsafeBitCast(address, to: (@convention(c) (CInt, CInt) -> CInt).self)
            // The numbers of M_MMAP_THRESHOLD and M_TRIM_THRESHOLD are part of glibc's interface.
            _ = mallopt(-3, 16 << 20)
            _ = mallopt(-1, 64 << 20)
        #endif
    }
}
