"""Swift sources with all slips in them at once: a number in the environment chooses one, so that one build serves all.

An operator becomes one of its own, such as `<` with two invisible selectors behind it, a function gets the slip's number.
Each asks if its slip is the chosen one. On request each also notes that it was reached, and that right and wrong differed
there: a test in which they never differ cannot notice the slip.
"""

SUPPORT = """internal import Glibc

enum Mutants {
  static let chosen = getenv("GRADUS_MUTANT").flatMap { Int(String(cString: $0)) } ?? -1
  /// Two bytes a slip, in a file: reached, and differing.
  nonisolated(unsafe) static let record: UnsafeMutablePointer<UInt8>? = {
    guard let path = getenv("GRADUS_MUTANTS_RECORD") else { return nil }
    let file = open(path, O_RDWR)
    guard file >= 0, let memory = mmap(nil, COUNT * 2, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) else { return nil }
    return memory.assumingMemoryBound(to: UInt8.self)
  }()
  static func choose<T>(_ id: Int, _ right: @autoclosure () throws -> T, _ wrong: @autoclosure () throws -> T,
    differ: (T) -> Bool
  ) rethrows -> T {
    if let record {
      let value = try right()
      record[2 * id] = 1
      if differ(value) { record[2 * id + 1] = 1 }
      return value
    }
    return try chosen == id ? wrong() : right()
  }
}
"""
PRECEDENCE = {"&&": "LogicalConjunctionPrecedence", "||": "LogicalDisjunctionPrecedence"}


def selectors(number):
    """Two characters that may be part of an operator and are seen by nobody."""
    return chr(0xE0100 + number // 240) + chr(0xE0100 + number % 240)


def operator(slip, number, after):
    right, wrong, name = slip.right, slip.wrong, slip.right + selectors(number)
    head = f"infix operator {name}: {PRECEDENCE.get(right, 'ComparisonPrecedence')}\n"
    if right in PRECEDENCE:
        # The second operand may only make sense after the first: where it was not asked, it counts as differing.
        differ = "!value" if right == "&&" else "value"
        return head + (
            f"func {name} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {{\n"
            f"  try Mutants.choose({number}, try a {right} b(), try a {wrong} b()) {{ value in {differ} }}\n}}\n")
    if after.startswith("nil"):
        constraint, types = "<T>", "(a: T?, b: _OptionalNilComparisonType)"
    else:
        constraint, types = f"<T: {'Equatable' if right in ('==', '!=') else 'Comparable'}>", "(a: T, b: T)"
    return head + (
        f"func {name} {constraint}{types} -> Bool {{\n"
        f"  Mutants.choose({number}, a {right} b, a {wrong} b) {{ $0 != (a {wrong} b) }}\n}}\n")


def function(slip, number):
    right, wrong = slip.right, slip.wrong
    if slip.kind == "extreme":
        return (
            f"func {right}{number}<T: Comparable>(_ a: T, _ b: T, _ rest: T...) -> T {{\n"
            f"  let all = [a, b] + rest\n"
            f"  return Mutants.choose({number}, all.{right}()!, all.{wrong}()!) {{ $0 != all.{wrong}()! }}\n}}\n")
    return (
        f"extension Sequence where Element: Comparable {{\n  func {right}{number}() -> Element? {{\n"
        f"    Mutants.choose({number}, self.{right}(), self.{wrong}()) {{ _ in true }}\n  }}\n}}\n"
        f"extension Sequence {{\n"
        f"  func {right}{number}(by less: (Element, Element) throws -> Bool) rethrows -> Element? {{\n"
        f"    try Mutants.choose({number}, try self.{right}(by: less), try self.{wrong}(by: less)) {{ _ in true }}\n  }}\n}}\n")


def switched(text, numbered):
    """The text with its slips switched, and the declarations that it needs.

    - Parameter numbered: the slips of the file with their numbers.
    """
    lines, declarations = text.splitlines(), []
    for number, slip in sorted(numbered, key=lambda pair: -pair[1].start):
        line = lines[slip.number]
        before, after = line[: slip.start], line[slip.end:]
        if slip.kind == "operator":
            declarations.append(operator(slip, number, slip.line[slip.end:].lstrip()))
            middle = slip.right + selectors(number)
        elif slip.kind == "negation":
            middle = "!" + selectors(number)
            declarations.append(
                f"prefix operator {middle}\nprefix func {middle} (a: Bool) -> Bool {{\n"
                f"  Mutants.choose({number}, !a, a) {{ _ in true }}\n}}\n")
        elif slip.kind in ("extreme", "method"):
            declarations.append(function(slip, number))
            middle = f"{slip.right}{number}"
        else:
            middle = f"slip{number}({slip.right}, {slip.wrong})"
            declarations.append(
                f"func slip{number}<T>(_ right: T, _ wrong: T) -> T {{\n"
                f"  Mutants.choose({number}, right, wrong) {{ _ in true }}\n}}\n")
        lines[slip.number] = before + middle + after
    return "\n".join(lines) + "\n", declarations
