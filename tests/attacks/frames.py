"""Replies that no honest process sends, written by an answer that put itself between its runtime and the channel.

Each entry is the body of a function ``forge(id, frame) -> bytes``: the call's own id and the frame that was about to
be sent.  ``frame(control, value, bodies)`` packs one (lengths, JSON header, raw bodies).  What the answer really
returns is wrong, so `accepted` means that a forgery worked.
"""

from __future__ import annotations

HEAD = """
import json
import os
import socket
import stat
import struct
import threading

DONE = []


def pack(header, body=b"", head=None, tail=None):
    head, tail = len(header) if head is None else head, len(body) if tail is None else tail
    return struct.pack(">IQ", head, tail) + header + body


def frame(control, value, bodies=(), lengths=None):
    lengths = [len(body) for body in bodies] if lengths is None else lengths
    return pack(json.dumps({"c": control, "v": value, "b": lengths}).encode(), b"".join(bodies))


def value(call, what, *bodies):
    return frame({"id": call}, what, bodies)


def text(call, what, bodies=b"", lengths="[]"):
    return pack(f'{{"c":{{"id":"{call}"}},"v":{what},"b":{lengths}}}'.encode("utf-8", "surrogatepass"), bodies)


def raised(call, **fields):
    whole = {"names": ["ValueError", "Exception"], "text": "x", "trace": "x", "explicit": True}
    return frame({"id": call, "raised": {**whole, **fields}}, None)


def inward(source, sink):
    while data := os.read(source, 1 << 20):
        at = data.find(b'"id":"')
        if at >= 0:
            CALLS.append(data[at + 6 : at + 22].decode("latin-1"))
        os.write(sink, data)


def outward(source, sink):
    while data := os.read(source, 1 << 20):
        if CALLS and not DONE:
            DONE.append(1)
            data = forge(CALLS[-1], data)
        view = memoryview(data)
        while view:
            view = view[os.write(sink, view[: 1 << 16]) :]


CALLS = []
for fd in range(3, 64):
    try:
        if not stat.S_ISSOCK(os.fstat(fd).st_mode):
            continue
    except OSError:
        continue
    real = os.dup(fd)
    near, far = socket.socketpair()
    os.dup2(near.detach(), fd)
    line = far.detach()
    threading.Thread(target=inward, args=(real, line), daemon=True).start()
    threading.Thread(target=outward, args=(line, real), daemon=True).start()
    break


def attack(arg):
    return 0


def forge(call, sent):
"""

FORGERIES: dict[str, str] = {
    "unchanged": "return sent",
    "twice": "return sent + sent",
    "nothing_then_close": "os.close(real); return b''",
    "half": "return sent[: len(sent) // 2]",
    "one_byte_more": "return sent + b'x'",
    "one_byte_less_and_zero": "return sent[:-1] + b'\\0'",
    "zeros": "return bytes(64)",
    "header_of_no_length": "return pack(b'')",
    "header_of_4_gigabytes": "return pack(b'{}', head=0xFFFFFFFF)",
    "body_of_2_to_the_63": "return pack(json.dumps({'c': {'id': call}, 'v': 1, 'b': []}).encode(), tail=1 << 63)",
    "body_of_all_bits": "return pack(json.dumps({'c': {'id': call}, 'v': 1, 'b': []}).encode(), tail=(1 << 64) - 1)",
    "body_of_a_terabyte": "return frame({'id': call}, {'a': ['<f8', [1 << 37], 0]}, (), [1 << 40])",
    "not_json": "return pack(b'{verdict: accepted}')",
    "not_utf8": 'return pack(b\'{"c":{"id":"\' + call.encode() + b\'"},"v":"\\xff","b":[]}\')',
    "utf16": "return pack(json.dumps({'c': {'id': call}, 'v': 1, 'b': []}).encode('utf-16'))",
    "byte_order_mark": "return pack(b'\\xef\\xbb\\xbf' + json.dumps({'c': {'id': call}, 'v': 1, 'b': []}).encode())",
    "header_is_list": "return pack(b'[]')",
    "header_is_number": "return pack(b'1')",
    "header_is_null": "return pack(b'null')",
    "header_is_empty": "return pack(b'{}')",
    "control_is_list": "return frame([call], 1)",
    "control_is_text": "return frame(call, 1)",
    "control_is_null": "return frame(None, 1)",
    "no_id": "return frame({}, 1)",
    "other_id": "return frame({'id': '0' * 16}, 1)",
    "id_is_list": "return frame({'id': [call]}, 1)",
    "id_is_true": "return frame({'id': True}, 1)",
    "keys_twice": 'return pack(f\'{{"c":{{"id":"x","id":"{call}"}},"v":1,"v":2,"b":[]}}\'.encode())',
    "ready_again": "return frame({'op': 'ready', 'classes': {}, 'data': []}, None)",
    "verdict_in_control": "return frame({'id': call, 'verdict': 'accepted', 'outcome': 'accepted', 'ok': True}, None)",
    "asks_the_checker": "return frame({'id': call, 'op': 'call', 'name': 'attack', 'mode': 'plain'}, [[1], {'d': []}])",
    "nested_100_000": "return text(call, '[' * 100_000 + ']' * 100_000)",
    "nested_open": "return text(call, '[' * 3_000_000)",
    "nested_dicts": "return text(call, '{\"d\":[[1,' * 20_000 + '1' + ']]}' * 20_000)",
    "nested_tuples": "return text(call, '{\"t\":[' * 5_000 + ']}' * 5_000)",
    "huge_float": "return text(call, '1e999999')",
    "long_float": "return text(call, '0.' + '1' * 2_000_000)",
    "long_integer": "return text(call, '9' * 1_000_000)",
    "long_hexadecimal": "return value(call, {'i': '0x' + 'f' * 8_000_000})",
    "hexadecimal_of_rubbish": "return value(call, {'i': '0xzz'})",
    "hexadecimal_with_underscores": "return value(call, {'i': ' 0x_1 '})",
    "hexadecimal_is_number": "return value(call, {'i': 5})",
    "unknown_tag": "return value(call, {'q': 1})",
    "two_tags": "return value(call, {'t': [1], 's': [1]})",
    "no_tag": "return value(call, {})",
    "tag_of_wrong_kind": "return value(call, {'t': 5})",
    "dict_of_wrong_kind": "return value(call, {'d': [[1]]})",
    "dict_of_texts": "return value(call, {'d': ['ab', 'cd']})",
    "dict_keys_unhashable": "return value(call, {'d': [[[1], 2]]})",
    "dict_keys_twice": "return value(call, {'d': [[1, 2], [1, 3]]})",
    "set_of_lists": "return value(call, {'s': [[1]]})",
    "set_twice": "return value(call, {'s': [1, 1, True, 1.0]})",
    "complex_of_texts": "return value(call, {'c': ['1', '2']})",
    "complex_of_one": "return value(call, {'c': [1]})",
    "complex_of_huge_integers": "return value(call, {'c': [10**400, 0]})",
    "equal_hashes": "return value(call, {'s': [{'i': hex(i * ((1 << 61) - 1))} for i in range(30_000)]})",
    "equal_hashes_in_dict": "return value(call, {'d': [[{'i': hex(i * ((1 << 61) - 1))}, 0] for i in range(30_000)]})",
    "equal_hashes_of_floats": "return value(call, {'s': [float(i << 61) for i in range(1, 60_000)]})",
    "tuples_as_keys": "return value(call, {'s': [{'t': [{'t': [i] * 500}] * 50} for i in range(300)]})",
    "frozensets_of_frozensets": "return value(call, {'f': [{'f': [{'f': [i, j]} for j in range(60)]} for i in 'abc']})",
    "a_million_values": "return text(call, '[' + '0,' * 3_000_000 + '0]')",
    "a_million_lists": "return text(call, '[' + '[],' * 3_000_000 + '[]]')",
    "sixty_megabytes_of_text": "return text(call, '\"' + 'x' * 60_000_000 + '\"')",
    "lone_surrogate": "return text(call, '\"\\\\ud800\"')",
    "null_character": "return text(call, '\"\\\\u0000\"')",
    "bytes_without_body": "return value(call, {'b': 0})",
    "bytes_of_other_index": "return value(call, {'b': 7}, b'x')",
    "bytes_of_negative_index": "return value(call, {'b': -1}, b'x')",
    "bytes_of_true_index": "return value(call, {'b': True}, b'x', b'y')",
    "body_used_twice": "return value(call, [{'b': 0}] * 100_000, b'x' * 100_000)",
    "large_array_used_often": "return value(call, [{'a': ['<f8', [12_500], 0]}] * 100_000, b'x' * 100_000)",
    "large_text_array_used_often": "return value(call, [{'a': ['<U25000', [1], 0]}] * 100_000, bytes(100_000))",
    "body_not_used": "return value(call, 1, b'x' * 1000)",
    "lengths_negative": "return frame({'id': call}, {'b': 0}, (b'xx',), [-2])",
    "lengths_sum_to_more": "return frame({'id': call}, {'b': 0}, (b'xx',), [1 << 62, 2])",
    "lengths_are_texts": "return frame({'id': call}, {'b': 0}, (b'xx',), ['2'])",
    "lengths_are_floats": "return frame({'id': call}, {'b': 0}, (b'xx',), [2.0])",
    "lengths_are_true": "return frame({'id': call}, {'b': 0}, (b'x',), [True])",
    "lengths_are_null": "return frame({'id': call}, 1, (), None) .replace(b'\"b\": []', b'\"b\":null')",
    "a_million_bodies": "return frame({'id': call}, 1, (), [0] * 1_000_000)",
    "array_of_objects": "return value(call, {'a': ['|O', [1], 0]}, bytes(8))",
    "array_of_void": "return value(call, {'a': ['|V8', [1], 0]}, bytes(8))",
    "array_of_records": "return value(call, {'a': [[['a', '<i8']], [1], 0]}, bytes(8))",
    "array_of_records_by_text": "return value(call, {'a': ['i4,O', [1], 0]}, bytes(12))",
    "array_of_dates": "return value(call, {'a': ['<M8[s]', [1], 0]}, bytes(8))",
    "array_of_python_expression": "return value(call, {'a': ['(1000000,1000000)f8', [0], 0]}, b'')",
    "array_of_long_double": "return value(call, {'a': ['<f16', [1], 0]}, bytes(16))",
    "array_of_nothing_wide": "return value(call, {'a': ['<U0', [1 << 40], 0]}, b'')",
    "array_of_wide_text": "return value(call, {'a': ['<U999999999', [0], 0]}, b'')",
    "array_of_bad_code_points": "return value(call, {'a': ['<U1', [1], 0]}, b'\\xff\\xff\\xff\\x7f')",
    "array_of_surrogates": "return value(call, {'a': ['<U1', [1], 0]}, b'\\x00\\xd8\\x00\\x00')",
    "array_of_odd_bool": "return value(call, {'a': ['|b1', [2], 0]}, b'\\x02\\xff')",
    "array_big_endian": "return value(call, {'a': ['>f8', [1], 0]}, bytes(8))",
    "array_shape_negative": "return value(call, {'a': ['<f8', [-1], 0]}, bytes(8))",
    "array_shape_overflow": "return value(call, {'a': ['<f8', [1 << 32, 1 << 32], 0]}, b'')",
    "array_shape_empty_and_huge": "return value(call, {'a': ['<f8', [0, 1 << 62], 0]}, b'')",
    "array_shape_of_floats": "return value(call, {'a': ['<f8', [1.0], 0]}, bytes(8))",
    "array_shape_of_true": "return value(call, {'a': ['<f8', [True], 0]}, bytes(8))",
    "array_of_100_axes": "return value(call, {'a': ['<f8', [1] * 100, 0]}, bytes(8))",
    "array_body_too_short": "return value(call, {'a': ['<f8', [2], 0]}, bytes(8))",
    "array_body_too_long": "return value(call, {'a': ['<f8', [1], 0]}, bytes(80))",
    "array_without_body": "return value(call, {'a': ['<f8', [1], 3]})",
    "array_in_set": "return value(call, {'s': [{'a': ['<f8', [1], 0]}]}, bytes(8))",
    "scalar_of_objects": "return value(call, {'n': ['|O', 0]}, bytes(8))",
    "scalar_with_long_body": "return value(call, {'n': ['<f8', 0]}, bytes(800))",
    "a_hundred_thousand_arrays": "return value(call, [{'a': ['<f8', [1], 0]}] * 100_000, bytes(8))",
    "object_by_number": "return frame({'id': call, 'object': 1}, None)",
    "object_invented": "return frame({'id': call, 'object': 'LRU', 'class': 'LRU'}, None)",
    "raised_names_are_text": "return raised(call, names='AssertionError')",
    "raised_names_are_numbers": "return raised(call, names=[1, None])",
    "raised_names_are_many": "return raised(call, names=['X'] * 1_000_000)",
    "raised_name_is_long": "return raised(call, names=['X' * 10_000_000])",
    "raised_nothing": "return raised(call, names=[])",
    "raised_is_true": "return frame({'id': call, 'raised': True}, None)",
    "raised_text_is_list": "return raised(call, text=[1])",
    "raised_text_is_long": "return raised(call, text='x' * 30_000_000)",
    "raised_trace_of_controls": "return raised(call, trace='\\x1b[2J\\x1b]0;t\\x07\\u202e' * 1000)",
    "raised_assertion": "return raised(call, names=['AssertionError', 'Exception', 'BaseException'])",
    "raised_exit": "return raised(call, names=['SystemExit', 'BaseException'], text='0')",
    "raised_judge_error": "return raised(call, names=['JudgeUnavailable', 'Exception'], text='judge_error')",
    "raised_and_value": "return frame({'id': call, 'raised': None}, 0)",
    "early_next_reply": "return sent + frame({'id': '0' * 16}, 1)",
    "slow_first_byte": "import time; time.sleep(30); return sent",
}


def answer(name: str) -> str:
    """The program that sends this forgery in place of its first reply."""
    return HEAD + "".join(f"    {line}\n" for line in FORGERIES[name].split("; "))
