import Foundation
import SystemPackage

/// Where the response cache is: `ASSAY_CACHE`, else `cache` in `assay.yaml`, else the user's folder for caches.
enum CacheLocation {
    /// The file; nil where the flags ask for no cache.
    static func path(_ materials: ModelMaterials) throws -> FilePath? {
        guard materials.connection.cache, materials.opensCache else { return nil }
        func given(_ variable: String) -> String? {
            materials.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let path = given("ASSAY_CACHE") ?? materials.configuration.cache {
            return FilePath(NSString(string: path).expandingTildeInPath)
        }
        // The specification of these folders wants a path that is not absolute to be ignored.
        let caches = given("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let folder = caches ?? given("HOME").map({ "\($0)/.cache" }) else {
            throw CommandFault("--cache: neither HOME nor XDG_CACHE_HOME is set; name a file in ASSAY_CACHE")
        }
        return FilePath(folder).appending("assay").appending("responses.sqlite")
    }
}
