/// One hostile submission: its attempt, and the outcome that is demanded.
struct Attack: Sendable {
  /// The demanded outcome. No attack earns a mark.
  enum Outcome: Sendable {
    /// It does not compile, link, or get taken in; the report says these words.
    case notBuilt(String)
    /// It runs, and prints these words if the attack failed.
    case prints(String)
    /// It is ended at its attempt; the report says these words.
    case crashes(String)
    /// It is ended by its limit of memory or, where a machine is slow to hand memory out, of time.
    case endsByALimit
    case timesOut
    /// It is caught forging answers.
    case tampers(String)
    /// It comes to its end without the quantities that were asked for; the report says these words.
    case missing(String)
    /// It is graded, and found wrong.
    case wrong
    /// It is graded and found wrong, or the compiler gives up on it.
    case wrongOrNotBuilt
    /// Whatever happens is told as the submission's doing.
    case itsOwnFault
    /// Two runs differ.
    case nondeterministic
  }

  /// The kinds of entry in the folder of submissions.
  enum Shape: Sendable {
    /// One file of source.
    case source(String)
    /// Files and folders that the closure makes at a path.
    case made(@Sendable (_ path: String) throws -> Void)
  }

  let name: String
  let shape: Shape
  /// True if the assignment allows Foundation, and with it all of the C library.
  let foundation: Bool
  /// True if it is a training loop, not an optimizer.
  var isTraining = false
  let outcome: Outcome
  /// The outcome without namespaces, if it differs.
  var reduced: Outcome?

  /// The assignment that it is handed in for.
  var assignment: String { isTraining ? "22-training" : foundation ? "21-foundation" : "20-hostile" }

  /// Makes an attack from inside the running program, by the statements of a function. They may use `say`, which prints
  /// whether a call of the C library succeeded.
  static func run(
    _ name: String, foundation: Bool = true, before: String = "", _ outcome: Outcome, reduced: Outcome? = nil,
    _ statements: String
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
      name: name, shape: .source(source), foundation: foundation, outcome: outcome, reduced: reduced)
  }

  /// Makes an attack in the text of the source.
  static func source(
    _ name: String, foundation: Bool = false, _ outcome: Outcome, reduced: Outcome? = nil,
    _ text: String
  ) -> Attack {
    Attack(
      name: name, shape: .source(text), foundation: foundation, outcome: outcome, reduced: reduced)
  }

  /// Makes an attack by the files that are handed in.
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
