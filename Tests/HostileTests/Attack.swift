/// One hostile submission: what it tries, and what must become of it.
struct Attack: Sendable {
  /// What must come of it. None of them earns a mark.
  enum Outcome: Sendable {
    /// It does not compile, link, or get taken in; the report says these words.
    case notBuilt(String)
    /// It runs, and prints these words where the attack failed.
    case prints(String)
    /// It is ended where it tried; the report says these words.
    case crashes(String)
    /// It is ended by its limit of memory or, where a machine is slow to hand memory out, of time.
    case endsByALimit
    case timesOut
    /// It is caught forging answers.
    case tampers(String)
    /// It comes to its end, and what was asked for is not there; the report says these words.
    case missing(String)
    /// It is graded, and found wrong.
    case wrong
    /// It is graded and found wrong, or the compiler gives up on it.
    case wrongOrNotBuilt
    /// Two runs differ.
    case nondeterministic
  }

  /// What stands in the folder of submissions.
  enum Shape: Sendable {
    /// One file of source.
    case source(String)
    /// Whatever the closure makes at a path.
    case made(@Sendable (_ path: String) throws -> Void)
  }

  let name: String
  let shape: Shape
  /// Whether the assignment allows Foundation, and with it all of the C library.
  let foundation: Bool
  /// Whether it is a training loop, and no optimizer.
  var isTraining = false
  let outcome: Outcome
  /// What comes of it without namespaces, where that differs.
  var reduced: Outcome?
  /// What is lost without namespaces, in words.
  var loses: String?

  /// The assignment that it is handed in for.
  var assignment: String { isTraining ? "22-training" : foundation ? "21-foundation" : "20-hostile" }

  /// An attack from inside the running program, by the statements of a function. They may use `say`, which prints whether a
  /// call of the C library succeeded.
  static func run(
    _ name: String, foundation: Bool = true, before: String = "", _ outcome: Outcome, reduced: Outcome? = nil,
    loses: String? = nil, _ statements: String
  ) -> Attack {
    let source = """
      import GradusKit
      \(foundation ? "import Foundation" : "")
      \(before)
      \(foundation ? say : "")
      func attack() {
      \(statements)
      }
      struct Adam: Optimizer {
        var isDone = false
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          if !isDone { attack() }
          isDone = true
          weights -= g
        }
      }

      """
    return Attack(
      name: name, shape: .source(source), foundation: foundation, outcome: outcome, reduced: reduced, loses: loses)
  }

  /// An attack in the text of the source, whatever it is.
  static func source(
    _ name: String, foundation: Bool = false, _ outcome: Outcome, reduced: Outcome? = nil, loses: String? = nil,
    _ text: String
  ) -> Attack {
    Attack(
      name: name, shape: .source(text), foundation: foundation, outcome: outcome, reduced: reduced, loses: loses)
  }

  /// An attack by what is handed in.
  static func folder(_ name: String, _ outcome: Outcome, _ make: @escaping @Sendable (String) throws -> Void) -> Attack
  {
    Attack(name: name, shape: .made(make), foundation: false, outcome: outcome)
  }

  private static let say = """
    func say(_ what: String, _ result: Int) {
      print(result >= 0 ? "DONE \\(what)" : "blocked \\(what): \\(errno)")
    }
    func look(_ path: String) {
      let file = open(path, O_RDONLY)
      say("opening", Int(file))
      guard file >= 0 else { return }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(file, &bytes, bytes.count)
      if count > 0 { print("LEAK", String(decoding: bytes[..<count], as: UTF8.self)) }
    }
    """

  /// An honest solution, to stand after every attack.
  static let honest = """
    import GradusKit
    struct Adam: Optimizer {
      @Setting var learningRate = 0.001
      @Setting var beta1 = 0.9
      @Setting var beta2 = 0.999
      @Setting var epsilon = 1e-8
      var t = 0
      var m: Parameters = 0, v: Parameters = 0, mHat: Parameters = 0, vHat: Parameters = 0

      mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        mHat = m / (1 - pow(beta1, t))
        vHat = v / (1 - pow(beta2, t))
        weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
      }
    }

    """

  /// A program that does nothing but compile.
  static let idle = """
    import GradusKit
    struct Adam: Optimizer {
      mutating func step(_ weights: inout Parameters, gradients g: Parameters) { weights -= g }
    }

    """
}
