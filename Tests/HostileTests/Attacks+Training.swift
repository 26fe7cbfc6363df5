/// Training loops: programs that take every step themselves, and report of each as they like.
extension Attack {
  static func trainings(_ target: Target) -> [Attack] {
    [
      .training("training: reports a step that was not reached", .tampers("came for step 7"), "put(half(7))"),
      .training("training: reports what came before the first step", .tampers("before the first"), "put(half(0))"),
      .training("training: reports one step twice", .tampers("came twice"), "report(self, weights); put(half(1))"),
      .training(
        "training: leaves half a step out", .tampers("b is missing in step 1"), "put(half(1) + half(2))"),
      .training(
        "training: reports a step too many", .tampers("came for step 4"),
        "for _ in 1...3 { report(self, weights) }; put(half(4))"),
      .training(
        "training: reports other weights", .tampers("has shape"), "put(published(\"weights\", \"W\", 1, [9]))"),
      .training("training: says that all is done", .tampers("finish"), "put(done)"),
      .training(
        "training: reports everything in advance and leaves", .tampers("finish"),
        """
          var all: [UInt8] = []
          for step in 1...3 { all += half(step) + published("weights", "b", step, [1]) }
          put(all + done + frame([0x48]))
          _exit(0)
        """),
      .training(
        "training: leaves in the middle", .tampers("ended itself with code 0"), "report(self, weights); exit(0)"),
      .training(
        "training: reports too little", .missing("reported 2 of 3 steps"), "for _ in 1...2 { report(self, weights) }"),
      .training("training: reports nothing", .missing("reported 0 of 3 steps"), ""),
      .training(
        "training: reports without end", .crashes("reported more than the 3 steps"),
        "while true { report(self, weights) }"),
      .training(
        "training: keeps the way to report for later", .crashes("crashed"),
        "withoutActuallyEscaping(report) { kept = $0 }; kept?(self, weights)",
        before: "nonisolated(unsafe) var kept: ((Line, Parameters) -> Void)?"),
      .training("training: trains nothing", .wrong, "for _ in 1...3 { report(self, weights) }"),
      .training(
        "training: trains at random", .nondeterministic,
        "for _ in 1...3 { weights[\"b\"][0] = .random(in: 0..<1); report(self, weights) }"),
    ]
  }

  /// Makes an attack by the statements of `fit`.
  private static func training(_ name: String, _ outcome: Outcome, _ statements: String, before: String = "") -> Attack
  {
    var attack = Attack.source(
      name, foundation: true, outcome,
      """
      import GradusKit
      import Foundation
      \(before)
      func put(_ bytes: [UInt8]) { for file: Int32 in 3..<8 { _ = write(file, bytes, bytes.count) } }
      func bytes(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
      func text(_ text: String) -> [UInt8] { bytes(text.utf8.count, 4) + Array(text.utf8) }
      func frame(_ body: [UInt8]) -> [UInt8] { bytes(body.count, 4) + body }
      func published(_ quantity: String, _ name: String, _ step: Int, _ shape: [Int]) -> [UInt8] {
        frame(
          [0x45] + text(quantity) + bytes(step, 8) + bytes(0, 8) + text(name) + [UInt8(shape.count)]
            + shape.flatMap { bytes($0, 8) } + bytes(0, 8 * shape.reduce(1, *)))
      }
      func half(_ step: Int) -> [UInt8] { published("weights", "W", step, [1, 2]) }
      let done = frame([0x46])
      struct Line: Trainer {
        @Setting var learningRate = 0.1
        mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
          \(statements)
        }
      }
      """)
    attack.isTraining = true
    return attack
  }

  /// An honest linear neuron, to stand after every such attack.
  static let honestTraining = """
    import GradusKit
    struct Line: Trainer {
      @Setting var learningRate = 0.01
      var y = Tensor(0), loss = 0.0, gradients: Parameters = 0
      mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
        let (x, target) = (data["x"], data["target"])
        for _ in 1...data.steps {
          y = Tensor(repeating: 0, shape: target.shape)
          loss = 0
          gradients = 0 * weights
          for n in 0..<target.count {
            y[n] = weights["W"][0] * x[2 * n] + weights["W"][1] * x[2 * n + 1] + weights["b"][0]
            let error = (y[n] - target[n]) / Double(target.count)
            loss += error * (y[n] - target[n])
            gradients["b"][0] += 2 * error
            for i in 0..<2 { gradients["W"][i] += 2 * error * x[2 * n + i] }
          }
          weights -= learningRate * gradients
          report(self, weights)
        }
      }
    }

    """
}
