-- What can be set: the thirteen groups of settings; and importing them wants a strong login.
insert into public.config_schemas (
  slug, scope, title, description, json_schema, is_feature,
  enabled_by_default, default_config, merge_strategy, access
)
values
(
  'agents',
  'website',
  'Agents',
  'How each agent talks, for all sites and site by site.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Agents",
  "description": "How each agent talks, for all sites and site by site.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "web": {
      "$ref": "#/$defs/agent"
    },
    "nurturing": {
      "$ref": "#/$defs/agent"
    }
  },
  "required": [
    "web",
    "nurturing"
  ],
  "$defs": {
    "agent": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "greeting": {
          "type": "string",
          "maxLength": 400,
          "x-access": "client"
        },
        "goal": {
          "enum": [
            "book_demo",
            "collect_email",
            "answer"
          ],
          "x-access": "client"
        },
        "max_turns": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "x-access": "client"
        },
        "model": {
          "type": "string",
          "maxLength": 80,
          "pattern": "^[a-z0-9][a-z0-9._/-]*$"
        },
        "temperature": {
          "type": "number",
          "minimum": 0,
          "maximum": 2
        },
        "system_prompt": {
          "type": "string",
          "maxLength": 20000
        },
        "tools": {
          "type": "array",
          "maxItems": 20,
          "uniqueItems": true,
          "items": {
            "enum": [
              "calendar",
              "crm",
              "handoff",
              "knowledge"
            ]
          }
        }
      },
      "required": [
        "goal",
        "max_turns",
        "model"
      ]
    }
  }
}$json$,
  false,
  true,
  $json${
  "web": {
    "greeting": "Hello! What brings you here?",
    "goal": "book_demo",
    "max_turns": 30,
    "model": "standard",
    "temperature": 0.3,
    "tools": [
      "knowledge"
    ]
  },
  "nurturing": {
    "goal": "collect_email",
    "max_turns": 6,
    "model": "standard",
    "temperature": 0.5,
    "tools": []
  }
}$json$,
  'deep',
  'mixed'
),
(
  'appearance',
  'website',
  'Appearance',
  'What the widget looks like.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Appearance",
  "description": "What the widget looks like.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "colors": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "primary": {
          "type": "string",
          "pattern": "^#[0-9a-f]{6}$"
        },
        "text": {
          "type": "string",
          "pattern": "^#[0-9a-f]{6}$"
        },
        "background": {
          "type": "string",
          "pattern": "^#[0-9a-f]{6}$"
        }
      }
    },
    "position": {
      "enum": [
        "bottom_left",
        "bottom_right"
      ]
    },
    "offset": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "x": {
          "type": "integer",
          "minimum": 0,
          "maximum": 400
        },
        "y": {
          "type": "integer",
          "minimum": 0,
          "maximum": 400
        }
      }
    },
    "radius": {
      "type": "integer",
      "minimum": 0,
      "maximum": 32
    },
    "font": {
      "type": "string",
      "maxLength": 80
    },
    "is_dark": {
      "type": "boolean"
    }
  },
  "required": [
    "colors",
    "position"
  ]
}$json$,
  false,
  true,
  $json${
  "colors": {
    "primary": "#3b82f6",
    "text": "#111827",
    "background": "#ffffff"
  },
  "position": "bottom_right",
  "offset": {
    "x": 24,
    "y": 24
  },
  "radius": 12,
  "is_dark": false
}$json$,
  'deep',
  'client'
),
(
  'booking',
  'website',
  'Booking',
  'How a visitor gets a demo into the calendar.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Booking",
  "description": "How a visitor gets a demo into the calendar.",
  "x-toggle": "client",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "provider": {
      "enum": [
        "calendly",
        "chili_piper",
        "hubspot",
        "none"
      ],
      "x-access": "client"
    },
    "calendar_url": {
      "type": "string",
      "format": "uri",
      "pattern": "^https://",
      "maxLength": 2000,
      "x-access": "client"
    },
    "window": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "days_ahead": {
          "type": "integer",
          "minimum": 1,
          "maximum": 90
        },
        "from_hour": {
          "type": "integer",
          "minimum": 0,
          "maximum": 23
        },
        "to_hour": {
          "type": "integer",
          "minimum": 1,
          "maximum": 24
        }
      },
      "x-access": "client"
    },
    "routing": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "rules": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "country": {
                "type": "string",
                "pattern": "^[A-Z]{2}$"
              },
              "owner": {
                "type": "string",
                "maxLength": 120
              }
            },
            "required": [
              "owner"
            ]
          }
        },
        "round_robin": {
          "type": "boolean"
        }
      }
    },
    "webhook_secret": {
      "type": "string",
      "pattern": "^vault:[a-z0-9][a-z0-9_/-]*$",
      "maxLength": 200,
      "x-secret": true
    }
  },
  "required": [
    "provider"
  ]
}$json$,
  true,
  false,
  $json${
  "provider": "none",
  "window": {
    "days_ahead": 14,
    "from_hour": 9,
    "to_hour": 18
  },
  "routing": {
    "rules": [],
    "round_robin": true
  }
}$json$,
  'deep',
  'mixed'
),
(
  'handoff',
  'website',
  'Handoff',
  'When and to whom a conversation goes on with a person.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Handoff",
  "description": "When and to whom a conversation goes on with a person.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "channel": {
      "enum": [
        "email",
        "slack"
      ]
    },
    "email": {
      "type": "string",
      "format": "email"
    },
    "slack_channel": {
      "type": "string",
      "pattern": "^#[a-z0-9_-]{1,79}$"
    },
    "hours": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "monday": {
          "$ref": "#/$defs/hours"
        },
        "tuesday": {
          "$ref": "#/$defs/hours"
        },
        "wednesday": {
          "$ref": "#/$defs/hours"
        },
        "thursday": {
          "$ref": "#/$defs/hours"
        },
        "friday": {
          "$ref": "#/$defs/hours"
        },
        "saturday": {
          "$ref": "#/$defs/hours"
        },
        "sunday": {
          "$ref": "#/$defs/hours"
        }
      }
    },
    "time_zone": {
      "type": "string",
      "maxLength": 64
    }
  },
  "required": [
    "channel"
  ],
  "$defs": {
    "time": {
      "type": "string",
      "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"
    },
    "hours": {
      "type": "array",
      "maxItems": 3,
      "items": {
        "type": "array",
        "prefixItems": [
          {
            "$ref": "#/$defs/time"
          },
          {
            "$ref": "#/$defs/time"
          }
        ],
        "items": false,
        "minItems": 2
      }
    }
  }
}$json$,
  true,
  false,
  $json${
  "channel": "email",
  "time_zone": "UTC"
}$json$,
  'deep',
  'client'
),
(
  'identity',
  'website',
  'Identity',
  'Who the agent says it is, and what it may promise.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Identity",
  "description": "Who the agent says it is, and what it may promise.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "name": {
      "type": "string",
      "maxLength": 60,
      "minLength": 1,
      "x-access": "client"
    },
    "job_title": {
      "type": "string",
      "maxLength": 80,
      "x-access": "client"
    },
    "avatar_url": {
      "type": "string",
      "format": "uri",
      "pattern": "^https://",
      "maxLength": 2000,
      "x-access": "client"
    },
    "tone": {
      "enum": [
        "formal",
        "friendly",
        "playful"
      ],
      "x-access": "client"
    },
    "company": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "name": {
          "type": "string",
          "maxLength": 120
        },
        "pitch": {
          "type": "string",
          "maxLength": 600
        },
        "facts": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 300
          }
        }
      },
      "x-access": "client"
    },
    "persona_prompt": {
      "type": "string",
      "maxLength": 8000
    },
    "forbidden_topics": {
      "type": "array",
      "maxItems": 100,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "maxLength": 80
      }
    }
  },
  "required": [
    "name",
    "tone"
  ]
}$json$,
  false,
  true,
  $json${
  "name": "Rose",
  "job_title": "Sales assistant",
  "tone": "friendly",
  "persona_prompt": "You help visitors of a company's site find out whether its product is for them.",
  "forbidden_topics": []
}$json$,
  'deep',
  'mixed'
),
(
  'knowledge',
  'website',
  'Knowledge',
  'Where the agent looks things up.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Knowledge",
  "description": "Where the agent looks things up.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "sources": {
      "type": "array",
      "maxItems": 100,
      "x-access": "client",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "kind": {
            "enum": [
              "page",
              "sitemap",
              "document"
            ]
          },
          "url": {
            "type": "string",
            "format": "uri",
            "pattern": "^https://",
            "maxLength": 2000
          },
          "refresh": {
            "enum": [
              "never",
              "daily",
              "weekly"
            ]
          }
        },
        "required": [
          "kind",
          "url"
        ]
      }
    },
    "excluded_paths": {
      "type": "array",
      "maxItems": 200,
      "items": {
        "type": "string",
        "maxLength": 300,
        "pattern": "^/"
      },
      "x-access": "client"
    },
    "retrieval": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "chunks": {
          "type": "integer",
          "minimum": 1,
          "maximum": 50
        },
        "minimum_similarity": {
          "type": "number",
          "minimum": 0,
          "maximum": 1
        }
      }
    }
  }
}$json$,
  false,
  true,
  $json${
  "sources": [],
  "retrieval": {
    "chunks": 6,
    "minimum_similarity": 0.7
  }
}$json$,
  'deep',
  'mixed'
),
(
  'languages',
  'website',
  'Languages',
  'In which languages the agent answers. A site that sets them sets them all.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Languages",
  "description": "In which languages the agent answers. A site that sets them sets them all.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "default": {
      "type": "string",
      "pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"
    },
    "supported": {
      "type": "array",
      "minItems": 1,
      "maxItems": 30,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"
      }
    },
    "follow_browser": {
      "type": "boolean"
    }
  },
  "required": [
    "default",
    "supported"
  ]
}$json$,
  false,
  true,
  $json${
  "default": "en",
  "supported": [
    "en",
    "fr",
    "es"
  ],
  "follow_browser": true
}$json$,
  'replace',
  'client'
),
(
  'lead_capture',
  'website',
  'Lead capture',
  'Which details the agent asks a visitor for.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Lead capture",
  "description": "Which details the agent asks a visitor for.",
  "x-toggle": "client",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "ask_after_turns": {
      "type": "integer",
      "minimum": 0,
      "maximum": 50,
      "x-access": "client"
    },
    "fields": {
      "type": "array",
      "maxItems": 12,
      "x-access": "client",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "key": {
            "type": "string",
            "pattern": "^[a-z][a-z_]{0,40}$"
          },
          "label": {
            "type": "string",
            "maxLength": 80
          },
          "is_required": {
            "type": "boolean"
          },
          "score_weight": {
            "type": "number",
            "minimum": 0,
            "maximum": 100,
            "x-access": "staff"
          }
        },
        "required": [
          "key"
        ]
      }
    },
    "blocked_email_domains": {
      "type": "array",
      "maxItems": 500,
      "items": {
        "type": "string",
        "maxLength": 253
      }
    }
  },
  "required": [
    "fields"
  ]
}$json$,
  true,
  true,
  $json${
  "ask_after_turns": 3,
  "fields": [
    {
      "key": "email",
      "label": "E-mail",
      "is_required": true
    }
  ],
  "blocked_email_domains": []
}$json$,
  'deep',
  'mixed'
),
(
  'privacy',
  'website',
  'Privacy',
  'Consent, and how long what visitors write is kept.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Privacy",
  "description": "Consent, and how long what visitors write is kept.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "is_consent_required": {
      "type": "boolean"
    },
    "policy_url": {
      "type": "string",
      "format": "uri",
      "pattern": "^https://",
      "maxLength": 2000
    },
    "retention_days": {
      "type": "integer",
      "minimum": 1,
      "maximum": 1095
    },
    "contact_email": {
      "type": "string",
      "format": "email"
    }
  },
  "required": [
    "is_consent_required",
    "retention_days"
  ]
}$json$,
  false,
  true,
  $json${
  "is_consent_required": true,
  "retention_days": 365
}$json$,
  'deep',
  'client'
),
(
  'qualification',
  'website',
  'Qualification',
  'What makes a visitor worth a demo.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Qualification",
  "description": "What makes a visitor worth a demo.",
  "x-toggle": "staff",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "questions": {
      "type": "array",
      "maxItems": 10,
      "items": {
        "type": "string",
        "maxLength": 200
      },
      "x-access": "client"
    },
    "company_size": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "minimum": {
          "type": "integer",
          "minimum": 0
        },
        "maximum": {
          "type": "integer",
          "minimum": 1
        }
      },
      "x-access": "client"
    },
    "scoring": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "threshold": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "weights": {
          "type": "object",
          "maxProperties": 20,
          "additionalProperties": {
            "type": "number"
          }
        }
      }
    }
  }
}$json$,
  true,
  true,
  $json${
  "questions": [],
  "scoring": {
    "threshold": 50,
    "weights": {
      "seniority": 30,
      "size": 40,
      "intent": 30
    }
  }
}$json$,
  'deep',
  'mixed'
),
(
  'system',
  'global',
  'System',
  'Limits and connections of the platform, for all sites together.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "System",
  "description": "Limits and connections of the platform, for all sites together.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "model_key": {
      "type": "string",
      "pattern": "^vault:[a-z0-9][a-z0-9_/-]*$",
      "maxLength": 200,
      "x-secret": true
    },
    "requests_per_minute": {
      "type": "integer",
      "minimum": 1,
      "maximum": 100000
    },
    "max_tokens": {
      "type": "integer",
      "minimum": 64,
      "maximum": 32768
    },
    "is_in_maintenance": {
      "type": "boolean"
    },
    "fallback_models": {
      "type": "array",
      "maxItems": 5,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "maxLength": 80
      }
    }
  },
  "required": [
    "model_key",
    "requests_per_minute",
    "max_tokens"
  ]
}$json$,
  false,
  true,
  $json${
  "model_key": "vault:platform/model-key",
  "requests_per_minute": 600,
  "max_tokens": 1024,
  "is_in_maintenance": false,
  "fallback_models": []
}$json$,
  'deep',
  'staff'
),
(
  'tracking',
  'website',
  'Tracking',
  'What the widget reports, and who stays without it for comparison.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Tracking",
  "description": "What the widget reports, and who stays without it for comparison.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "project_key": {
      "type": "string",
      "pattern": "^vault:[a-z0-9][a-z0-9_/-]*$",
      "maxLength": 200,
      "x-secret": true
    },
    "sample_rate": {
      "type": "number",
      "minimum": 0,
      "maximum": 1
    },
    "control_share": {
      "type": "number",
      "minimum": 0,
      "maximum": 0.5
    },
    "ignored_paths": {
      "type": "array",
      "maxItems": 100,
      "items": {
        "type": "string",
        "maxLength": 300,
        "pattern": "^/"
      }
    }
  }
}$json$,
  true,
  true,
  $json${
  "sample_rate": 1,
  "control_share": 0.1,
  "ignored_paths": []
}$json$,
  'deep',
  'staff'
),
(
  'welcome',
  'website',
  'Welcome',
  'What a visitor sees before the first message.',
  $json${
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Welcome",
  "description": "What a visitor sees before the first message.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "headline": {
      "type": "string",
      "maxLength": 120
    },
    "message": {
      "type": "string",
      "maxLength": 600
    },
    "questions": {
      "type": "array",
      "maxItems": 6,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "label": {
            "type": "string",
            "maxLength": 60,
            "minLength": 1
          },
          "prompt": {
            "type": "string",
            "maxLength": 300,
            "minLength": 1
          }
        },
        "required": [
          "label",
          "prompt"
        ]
      }
    },
    "delay_seconds": {
      "type": "number",
      "minimum": 0,
      "maximum": 120
    }
  }
}$json$,
  true,
  true,
  $json${
  "headline": "Hello",
  "questions": [],
  "delay_seconds": 5
}$json$,
  'deep',
  'client'
)
on conflict (slug) do update set
  scope = excluded.scope,
  title = excluded.title,
  description = excluded.description,
  json_schema = excluded.json_schema,
  is_feature = excluded.is_feature,
  enabled_by_default = excluded.enabled_by_default,
  default_config = excluded.default_config,
  merge_strategy = excluded.merge_strategy,
  access = excluded.access
where
  (
    config_schemas.scope,
    config_schemas.title,
    config_schemas.description,
    config_schemas.json_schema,
    config_schemas.is_feature,
    config_schemas.enabled_by_default,
    config_schemas.default_config,
    config_schemas.merge_strategy,
    config_schemas.access
  ) is distinct from (
    excluded.scope,
    excluded.title,
    excluded.description,
    excluded.json_schema,
    excluded.is_feature,
    excluded.enabled_by_default,
    excluded.default_config,
    excluded.merge_strategy,
    excluded.access
  );

-- Fails while something is set in settings that are no more: a migration decides about that.
delete from public.config_schemas
where slug not in (
  'agents', 'appearance', 'booking', 'handoff', 'identity', 'knowledge',
  'languages', 'lead_capture', 'privacy', 'qualification', 'system', 'tracking',
  'welcome'
);

insert into public.sensitive_operations (rpc, needs_reason)
values ('import_config', false)
on conflict (rpc) do nothing;
