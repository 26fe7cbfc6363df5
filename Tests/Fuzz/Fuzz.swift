import Foundation
import Tensors

/// A program that feeds bytes to the readers of strangers' bytes: `gradus-fuzz TARGET [FOLDER] [OPTION…]`.
///
/// Built with `-sanitize=fuzzer -DLIBFUZZER` the options are libFuzzer's. Built plainly it changes the files of a corpus by a
/// seed, the same way every time: `-runs=N -seed=N`.
@main
struct Fuzz {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let name = arguments.first, let target = FuzzTarget(rawValue: name) else {
      print("usage: gradus-fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [FOLDER] [OPTION...]")
      exit(64)
    }
    #if LIBFUZZER
      runLibFuzzer(target, Array(arguments.dropFirst()))
    #else
      var mutations = Mutations(target, Array(arguments.dropFirst()))
      mutations.run()
    #endif
  }
}

#if LIBFUZZER
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32

  nonisolated(unsafe) private var chosen = FuzzTarget.frames

  private func runLibFuzzer(_ target: FuzzTarget, _ options: [String]) {
    chosen = target
    var words: [UnsafeMutablePointer<CChar>?] = (["gradus-fuzz"] + options).map { strdup($0) } + [nil]
    var count = Int32(words.count - 1)
    words.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress!
      let code = runDriver(&count, &start) { bytes, count in
        chosen.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
      }
      exit(code)
    }
  }
#else
  /// A bounded walk that needs no instrumentation: every file of a corpus, then changes of them.
  private struct Mutations {
    let target: FuzzTarget
    var corpus: [[UInt8]] = [[]]
    var runs = 20_000
    var generator = SeededGenerator(seed: 1)

    init(_ target: FuzzTarget, _ options: [String]) {
      self.target = target
      for option in options {
        if option.hasPrefix("-runs=") {
          runs = Int(option.dropFirst(6)) ?? runs
        } else if option.hasPrefix("-seed=") {
          generator = SeededGenerator(seed: UInt64(option.dropFirst(6)) ?? 1)
        } else if !option.hasPrefix("-") {
          let names = (try? FileManager.default.contentsOfDirectory(atPath: option)) ?? []
          corpus += names.sorted().compactMap {
            FileManager.default.contents(atPath: option + "/" + $0).map(Array.init)
          }
        }
      }
    }

    mutating func run() {
      for run in 0..<(corpus.count + runs) {
        let input = run < corpus.count ? corpus[run] : changed(corpus[pick(corpus.count)])
        let start = ContinuousClock.now
        target.feed(input)
        if ContinuousClock.now - start > .seconds(5) { fatalError("slow: \(input)") }
      }
      print("\(target.rawValue): \(corpus.count + runs) inputs")
    }

    private mutating func pick(_ count: Int) -> Int { Int(generator.next() % UInt64(max(count, 1))) }

    private mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      for _ in 0...pick(8) {
        let place = pick(bytes.count + 1)
        switch pick(5) {
        case 0: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
        case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(pick(8)) }
        case 2: if place < bytes.count { bytes.removeSubrange(place..<min(bytes.count, place + 1 + pick(8))) }
        case 3: if place < bytes.count { bytes[place] = [0, 0xFF, 0x7F, 0x80, 0x1B, 0x22, 0x3C, 0x5D][pick(8)] }
        default:
          let other = corpus[pick(corpus.count)]
          let start = pick(other.count)
          bytes.insert(contentsOf: other[start..<min(other.count, start + pick(32))], at: place)
        }
      }
      return bytes
    }
  }
#endif
