import Storage
import Testing

/// What every driver promises about the numbers it hands out.
struct NumberContract {
    @Test(arguments: Driver.allCases)
    func `numbers of a sequence rise, come once and can be taken by the dozen`(driver: Driver) async throws {
        let database = try await driver.open()

        let taken = try await database.write { transaction in
            [
                try transaction.nextID("deals"), try transaction.nextID("deals", count: 12),
                try transaction.nextID("deals"),
                try transaction.nextID("leads"),
            ]
        }
        await #expect(throws: Refusal.self) {
            try await database.write { transaction in
                _ = try transaction.nextID("deals")
                throw Refusal()
            }
        }

        #expect(taken == [1, 2, 14, 1])
        let next = try await database.write { try $0.nextID("deals") }
        // One writer leaves no gap; of several none waits for another's number, so a failed one's is lost.
        #expect(next == (driver == .postgres ? 16 : 15))
    }

    @Test(arguments: Driver.allCases)
    func `numbers taken in parallel, one by one and by the dozen, never meet`(driver: Driver) async throws {
        let database = try await driver.open()
        let taken = Shared<[Int64]>([])

        let errors = await inParallel(100) { number in
            let count: Int64 = number % 2 == 0 ? 1 : 12
            let first = try await database.write { try $0.nextID("deals", count: count) }
            taken.change { $0 += (first..<first + count) }
        }

        #expect(errors.isEmpty)
        #expect(taken.value.count == 650 && Set(taken.value).count == 650)
    }

    @Test(arguments: Driver.allCases)
    func `a version counts what was committed and nothing else`(driver: Driver) async throws {
        let database = try await driver.open()

        let errors = await inParallel(30) { number in
            try await database.write { transaction in
                _ = try transaction.nextVersion("catalog")
                if number % 3 == 0 { throw Refusal() }
            }
        }

        #expect(errors.count == 10)
        #expect(try await database.write { try $0.nextVersion("catalog") } == 21)
    }
}
