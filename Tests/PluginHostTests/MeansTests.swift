import Testing

@testable import PluginHost

/// The number of submissions that the machine's means allow at once.
@Suite struct MeansTests {
  @Test(
    arguments: [
      (Means(descriptors: .max, processes: .max, memory: .max), 512 << 20, 1024, nil),
      (Means(descriptors: 48, processes: .max, memory: .max), 512 << 20, 2, .descriptors),
      (Means(descriptors: 20, processes: .max, memory: .max), 512 << 20, 1, .descriptors),
      (Means(descriptors: 0, processes: .max, memory: .max), 512 << 20, 1, .descriptors),
      (Means(descriptors: 1024, processes: 64, memory: .max), 512 << 20, 4, .processes),
      (Means(descriptors: 1024, processes: 512, memory: 2 << 30), 512 << 20, 3, .memory),
      (Means(descriptors: 1024, processes: 512, memory: 2 << 30), 1 << 30, 1, .memory),
      (Means(descriptors: 1024, processes: 512, memory: 0), 64 << 20, 1, .memory),
    ] as [(Means, Int, Int, Means.Kind?)]) func theScarcestDecides(
      means: Means, memory: Int, expected: Int, scarce: Means.Kind?
    )
  {
    let (count, kind) = means.lanes(memoryBytes: memory)
    if let scarce { #expect(count == expected && kind == scarce) } else { #expect(count >= expected) }
  }

  @Test func freeMemoryIsRead() {
    #expect(Means.freeMemory(Array("MemTotal: 8 kB\nMemAvailable:    1024 kB\n".utf8)) == 1 << 20)
    #expect(Means.freeMemory([]) == nil)
  }

  @Test func thisMachineHasSome() {
    let means = Means.present
    #expect(means.descriptors > 8 && means.processes > 8 && means.memory > 64 << 20)
  }
}
