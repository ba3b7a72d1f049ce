import Foundation

/// The score interval of a mean of shares, each of a cell of its own.
///
/// It holds every mean t that the score test does not reject: (M - t)² <= z² V(t), with
/// V(t) = sum(p_c (1 - p_c) / (n_c - (C - 1) / C)) / C² over the C cells at the shares p_c that are most likely among
/// those whose mean is t. Sources: A. Martín Andrés, M. Álvarez Hernández, I. Herranz Tejedor, "Inferences about a linear
/// combination of proportions", *Statistical Methods in Medical Research* 20 (2011) 369-387; the (C - 1) / C is what
/// O. Miettinen and M. Nurminen, *Statistics in Medicine* 4 (1985) 213-226, do for two cells, where they multiply by
/// N / (N - 1), spread over C. With one cell it is Wilson's interval. It is never zero wide.
enum ScoreMean {
    /// What was seen in a cell; neither need be whole where units are clustered.
    struct Cell {
        /// The share.
        let share: Double
        /// Of how many independent units, more than 0.
        let size: Double
    }

    /// Both ends, within 0...1.
    static func ends(_ cells: [Cell], quantile: Double) -> (low: Double, high: Double) {
        precondition(!cells.isEmpty, "a mean of something")
        let mean = cells.reduce(0) { $0 + $1.share } / Double(cells.count)
        return (
            mean <= 0 ? 0 : end(cells, mean: mean, quantile, sign: 1),
            mean >= 1 ? 1 : end(cells, mean: mean, quantile, sign: -1)
        )
    }

    /// The mean at which the test begins to reject.
    ///
    /// The most likely shares are those of a Lagrange multiplier, along which both the mean and the test are monotone:
    /// its size is halved, on a scale of powers of ten, between one that holds the mean and one that rejects.
    private static func end(_ cells: [Cell], mean: Double, _ quantile: Double, sign: Double) -> Double {
        var (inner, outer) = (-10.0, 20.0)
        for _ in 0..<70 {
            let middle = (inner + outer) / 2
            let (at, variance) = likely(cells, multiplier: sign * pow(10, middle))
            if (mean - at) * (mean - at) > quantile * quantile * variance { outer = middle } else { inner = middle }
        }
        return likely(cells, multiplier: sign * pow(10, outer)).mean
    }

    /// The mean of the most likely shares under a multiplier, and the variance of the mean there.
    private static func likely(_ cells: [Cell], multiplier: Double) -> (mean: Double, variance: Double) {
        let count = Double(cells.count)
        var (sum, variance) = (0.0, 0.0)
        for cell in cells {
            let share = likely(cell, multiplier: multiplier)
            sum += share
            // A cell of one unit keeps a part of it.
            variance += share * (1 - share) / (cell.size - min(cell.size / 2, (count - 1) / count))
        }
        return (sum / count, variance / (count * count))
    }

    /// The root within 0...1 of l p² - (n + l) p + k = 0, which is k / p - (n - k) / (1 - p) = l.
    private static func likely(_ cell: Cell, multiplier: Double) -> Double {
        let (size, counted) = (cell.size, cell.share * cell.size)
        let linear = size + multiplier
        let root = max(0, linear * linear - 4 * multiplier * counted).squareRoot()
        let share = linear > 0 ? 2 * counted / (linear + root) : (linear - root) / (2 * multiplier)
        return min(1, max(0, share))
    }
}
