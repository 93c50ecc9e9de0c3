/// A number for what has only a name: the same for ever, different for different names.
package enum StableNumber {
    /// 47 bits, which every client's integers hold.
    package static func of(_ name: String) -> Int64 { Int64(stableHash(name) >> 17) + 1 }
}
