// Foundation for the environment.
import Foundation
import Kernel

/// How much of a fault's space a run covers.
package enum Extent {
    /// `bin/test --soak`.
    package static let isSoak = ProcessInfo.processInfo.environment["PROM2B_SOAK"] != nil

    /// All of the points in the long form; in the short one about `count` of them, others every day, and always those
    /// that `always` names.
    package static func chosen(_ points: Int, about count: Int, always: Set<Int> = []) -> [Int] {
        guard points > 0 else { return [] }
        let step = isSoak ? 1 : max(1, points / count)
        let day = Int(SystemClock().now.seconds / 86_400)
        return (1...points).filter { ($0 + day) % step == 0 || always.contains($0) }
    }
}
