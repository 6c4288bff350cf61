"""What stands around one replica: memory for sessions, agents, a second layer, a whole fleet."""
