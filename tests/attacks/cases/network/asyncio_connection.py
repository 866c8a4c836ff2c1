# Connects through asyncio.
# proof: outside
import asyncio


async def speak(arg):
    _, writer = await asyncio.open_connection("127.0.0.1", arg["tcp"])
    writer.write(arg["marker"].encode())
    await writer.drain()


def attack(arg):
    asyncio.run(speak(arg))
    return True
