/// A number made of a text (FNV-1a, 64 bits): the same on every machine and for ever, unlike Swift's own hashes. Not for secrets.
package func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
