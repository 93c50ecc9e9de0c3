#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Kernel
import Synchronization

/// Which items this process is visiting right now, in a small file that outlives it: when the process dies, the next one
/// reads there who was to blame. The file is mapped memory and never flushed: it must survive the process, not a power cut.
///
/// A class because it owns the mapping. Each node of several has a file of its own.
package final class Breadcrumbs: Sendable {
    /// An item that was being visited when the process ended, and the robot that was acting; empty when none was.
    package struct Trail: Hashable, Sendable {
        package let item: DocumentID
        package let robot: String
    }

    private static let slots = 64
    /// Item, length of the robot's title, the title.
    private static let slotSize = 256
    private static let titleOffset = 16

    /// Written under no lock: a slot belongs to the one visit that has taken it.
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    private let free: Mutex<[Int]>
    private let old: Mutex<[Trail]>

    /// - Throws: `Failure` `.unavailable` when the file cannot be made.
    package init(path: String) throws {
        let size = Self.slots * Self.slotSize
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0, ftruncate(file, off_t(size)) == 0,
            let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), memory != MAP_FAILED
        else {
            if file >= 0 { close(file) }
            throw Failure(.unavailable, EngineTexts.noBreadcrumbs.with(["path": path]))
        }
        close(file)
        self.memory = memory
        free = Mutex(Array(0..<Self.slots))
        old = Mutex((0..<Self.slots).compactMap { Self.trail(at: memory + $0 * Self.slotSize) })
    }

    deinit { munmap(memory, Self.slots * Self.slotSize) }

    /// What the process before left behind. It stays in the file until `forget`.
    package var left: [Trail] { old.withLock { $0 } }

    /// The blame has been taken down where it is safe.
    package func forget() {
        old.withLock { $0 = [] }
        let taken = free.withLock { Set(0..<Self.slots).subtracting($0) }
        for slot in 0..<Self.slots where !taken.contains(slot) { clear(slot) }
    }

    /// Marks the item as being visited; nil when more visits run at once than there are places, which then leave no trace.
    func enter(_ item: DocumentID) -> Int? {
        guard let slot = free.withLock({ $0.popLast() }) else { return nil }
        let place = memory + slot * Self.slotSize
        place.storeBytes(of: 0, toByteOffset: 8, as: Int64.self)
        place.storeBytes(of: item.key, as: Int64.self)
        return slot
    }

    /// Marks the robot that is about to act.
    func note(_ robot: String, at slot: Int) {
        let place = memory + slot * Self.slotSize
        let bytes = Array(robot.utf8.prefix(Self.slotSize - Self.titleOffset))
        (place + Self.titleOffset).copyMemory(from: bytes, byteCount: bytes.count)
        place.storeBytes(of: Int64(bytes.count), toByteOffset: 8, as: Int64.self)
    }

    func leave(_ slot: Int) {
        clear(slot)
        free.withLock { $0.append(slot) }
    }

    private func clear(_ slot: Int) { (memory + slot * Self.slotSize).storeBytes(of: 0, as: Int64.self) }

    private static func trail(at place: UnsafeMutableRawPointer) -> Trail? {
        let key = place.load(as: Int64.self)
        guard key != 0 else { return nil }
        let length = min(max(0, Int(place.load(fromByteOffset: 8, as: Int64.self))), slotSize - titleOffset)
        let title = UnsafeRawBufferPointer(start: place + titleOffset, count: length)
        return Trail(item: DocumentID(key: key), robot: String(decoding: title, as: UTF8.self))
    }
}
