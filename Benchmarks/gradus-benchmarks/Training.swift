import Equations
import Reference

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Training a network, driven line by line: each line asks for a round of steps and is answered by its seconds.
///
/// Another program takes turns with this one, so that both meet the same machine.
enum Training {
  static func serve(_ network: Network, _ optimizer: Component, data path: String) throws {
    let data = network.data(batches: 8)
    try write(data, to: path)
    var simulation = Simulation(
      try network.training(with: optimizer), settings: optimizer.defaultSettings, parameters: data.parameters,
      weights: data.start)
    print("ready")
    fflush(nil)
    var position = 0
    while let line = readLine() {
      guard let count = Int(line) else { break }
      let start = now()
      for _ in 0..<count {
        try simulation.advance(data.batches[position % data.batches.count])
        position += 1
      }
      print((now() - start) / Double(count))
      fflush(nil)
    }
    // The weights at the end show that both programs did the same work.
    let weights = simulation.value(of: Reference("weights"))?.blocks ?? []
    for block in weights { print(block.values.reduce(0) { $0 + abs($1) }) }
  }

  /// All numbers one after the other: the weights, then the examples and classes of each batch.
  private static func write(_ data: Network.Data, to path: String) throws {
    guard let file = fopen(path, "wb") else { throw BenchmarkError.unwritable(path) }
    defer { fclose(file) }
    for block in data.start { fwrite(block.values, MemoryLayout<Double>.stride, block.count, file) }
    for batch in data.batches {
      for name in ["x", "y"] {
        guard let block = batch[name]?.blocks.first else { continue }
        fwrite(block.values, MemoryLayout<Double>.stride, block.count, file)
      }
    }
  }
}

enum BenchmarkError: Error {
  case unwritable(String)
  case usage
}

extension Component {
  var defaultSettings: [String: Double] {
    Dictionary(uniqueKeysWithValues: settings.map { ($0.name, $0.defaultValue) })
  }
}
