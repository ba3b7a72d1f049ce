import AssayCore
import Foundation

/// Finds a model's price: in the user's `prices:`, else in the built-in table of a date.
struct PriceTable {
    private let own: [String: Configuration.Price]

    /// The table that comes with the program.
    private struct BuiltIn: Decodable {
        let date: String
        let providers: [String: Provider]

        struct Provider: Decodable {
            let host: String
            let models: [String: Configuration.Price]
        }
    }

    /// Read once, when it is first needed; the tests read every entry.
    private static let builtIn = Result<BuiltIn, any Error> {
        try YAMLFile(data: Data(PackageResources.prices_yaml), name: "prices.yaml").decode()
    }

    /// `own`: by model name, by `provider/name`, or by the beginning of either.
    init(own: [String: Configuration.Price]) {
        self.own = own
    }

    /// The price of a model; nil where none is known.
    ///
    /// A built-in price counts only at the provider's own address: elsewhere the same name may cost something else.
    ///
    /// - Parameters:
    ///   - model: `provider/name`.
    ///   - endpoint: its address.
    /// - Returns: the price with its source.
    func price(of model: ModelName, at endpoint: String?) -> Price? {
        let whole = "\(model.provider)/\(model.model)"
        let longest = own.keys.filter { whole.hasPrefix($0) || model.model.hasPrefix($0) }
            .max { ($0.count, $0) < ($1.count, $1) }
        if let price = own[whole] ?? own[model.model] ?? longest.flatMap({ own[$0] }) {
            return Price(input: price.input, output: price.output, source: Configuration.fileName)
        }
        // A number or a bare name is no provider's: the table is not even read.
        guard let host = endpoint.flatMap(URL.init)?.host(), host.contains(where: \.isLetter), host.contains("."),
            let builtIn = try? Self.builtIn.get(), let provider = builtIn.providers[model.provider],
            host == provider.host, let price = provider.models[Self.withoutDate(model.model)]
        else { return nil }
        return Price(input: price.input, output: price.output, source: "built-in table of \(builtIn.date)")
    }

    /// `gpt-4o-2024-08-06` and `claude-haiku-4-5-20251001` without their dates.
    private static func withoutDate(_ name: String) -> String {
        name.replacing(#/-(\d{4}-\d{2}-\d{2}|\d{8})$/#, with: "")
    }
}
