export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "access_log": {
                  Row: {
                    "actor_person_id": string | null,"actor_role": string,"at": string,"domain_id": string | null,"id": string,"ip": unknown,"kind": string,"request_id": string | null,"resource": string,"result": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_person_id"?: string | null,"actor_role": string,"at"?: string,"domain_id"?: string | null,"id"?: string,"ip"?: unknown,"kind": string,"request_id"?: string | null,"resource": string,"result": string
                  }
                  Update: {
                    "actor_person_id"?: string | null,"actor_role"?: string,"at"?: string,"domain_id"?: string | null,"id"?: string,"ip"?: unknown,"kind"?: string,"request_id"?: string | null,"resource"?: string,"result"?: string
                  }
                  Relationships: [
                    
                  ]
                },"accounts": {
                  Row: {
                    "company_domain": string,"company_name": string | null,"created_at": string,"domain_id": string,"enriched_at": string | null,"enrichment_data": NonNullable<Json>,"enrichment_event_id": string | null,"first_seen_at": string,"hubspot_company_id": string | null,"id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_domain": string,"company_name"?: string | null,"created_at"?: string,"domain_id": string,"enriched_at"?: string | null,"enrichment_data"?: NonNullable<Json>,"enrichment_event_id"?: string | null,"first_seen_at": string,"hubspot_company_id"?: string | null,"id": string,"updated_at"?: string
                  }
                  Update: {
                    "company_domain"?: string,"company_name"?: string | null,"created_at"?: string,"domain_id"?: string,"enriched_at"?: string | null,"enrichment_data"?: NonNullable<Json>,"enrichment_event_id"?: string | null,"first_seen_at"?: string,"hubspot_company_id"?: string | null,"id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "accounts_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_client_state": {
                  Row: {
                    "agent_key": string,"client_id": string,"is_enabled": boolean | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_key": string,"client_id": string,"is_enabled"?: boolean | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "agent_key"?: string,"client_id"?: string,"is_enabled"?: boolean | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_client_state_agent_key_fkey"
      columns: ["agent_key"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "agent_client_state_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_domain_state": {
                  Row: {
                    "agent_key": string,"domain_id": string,"is_enabled": boolean | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_key": string,"domain_id": string,"is_enabled"?: boolean | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "agent_key"?: string,"domain_id"?: string,"is_enabled"?: boolean | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_domain_state_agent_key_fkey"
      columns: ["agent_key"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "agent_domain_state_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_events": {
                  Row: {
                    "after": string,"agent_key": string,"at": string,"before": string | null,"domain_id": string,"id": string,"kind": string,"message": string | null,"person_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "after": string,"agent_key": string,"at"?: string,"before"?: string | null,"domain_id": string,"id"?: string,"kind": string,"message"?: string | null,"person_id"?: string | null
                  }
                  Update: {
                    "after"?: string,"agent_key"?: string,"at"?: string,"before"?: string | null,"domain_id"?: string,"id"?: string,"kind"?: string,"message"?: string | null,"person_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_events_agent_key_fkey"
      columns: ["agent_key"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "agent_events_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"agent_heartbeats": {
                  Row: {
                    "agent_key": string,"domain_id": string,"last_heartbeat_at": string,"message": string | null,"status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_key": string,"domain_id": string,"last_heartbeat_at": string,"message"?: string | null,"status": string
                  }
                  Update: {
                    "agent_key"?: string,"domain_id"?: string,"last_heartbeat_at"?: string,"message"?: string | null,"status"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "agent_heartbeats_agent_key_fkey"
      columns: ["agent_key"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "agent_heartbeats_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"agents": {
                  Row: {
                    "description": string,"is_on_by_default": boolean,"key": string,"name": string,"silent_after": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "description": string,"is_on_by_default"?: boolean,"key": string,"name": string,"silent_after"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "description"?: string,"is_on_by_default"?: boolean,"key"?: string,"name"?: string,"silent_after"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"ai_section_versions": {
                  Row: {
                    "body": string,"content_hash": string,"domain_id": string,"number": number,"published_at": string,"published_by": string | null,"questions": NonNullable<Json>,"restored_from": number | null,"section_id": string,"styling": NonNullable<Json>,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"content_hash"?: never,"domain_id": string,"number": number,"published_at"?: string,"published_by"?: string | null,"questions": NonNullable<Json>,"restored_from"?: number | null,"section_id": string,"styling": NonNullable<Json>,"title": string
                  }
                  Update: {
                    "body"?: string,"content_hash"?: never,"domain_id"?: string,"number"?: number,"published_at"?: string,"published_by"?: string | null,"questions"?: NonNullable<Json>,"restored_from"?: number | null,"section_id"?: string,"styling"?: NonNullable<Json>,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_section_versions_section_id_fkey"
      columns: ["domain_id","section_id"]
isOneToOne: false
      referencedRelation: "ai_sections"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"ai_sections": {
                  Row: {
                    "body": string,"content_hash": string,"created_at": string,"created_by": string | null,"domain_id": string,"id": string,"locale": string,"position": number,"publish_at": string | null,"published_number": number | null,"questions": NonNullable<Json>,"scheduled_by": string | null,"slug": string,"status": string,"styling": NonNullable<Json>,"title": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string,"content_hash"?: never,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"id"?: string,"locale"?: string,"position"?: number,"publish_at"?: string | null,"published_number"?: number | null,"questions"?: NonNullable<Json>,"scheduled_by"?: string | null,"slug": string,"status"?: string,"styling"?: NonNullable<Json>,"title": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "body"?: string,"content_hash"?: never,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"id"?: string,"locale"?: string,"position"?: number,"publish_at"?: string | null,"published_number"?: number | null,"questions"?: NonNullable<Json>,"scheduled_by"?: string | null,"slug"?: string,"status"?: string,"styling"?: NonNullable<Json>,"title"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_sections_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"alert_rules": {
                  Row: {
                    "cooldown_days": number,"created_at": string,"direction": string,"domain_id": string,"event_name": string | null,"id": string,"is_active": boolean,"limit_value": number,"method": string,"metric": string,"min_volume": number,"time_zone": string,"title": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "cooldown_days"?: number,"created_at"?: string,"direction"?: string,"domain_id": string,"event_name"?: string | null,"id"?: string,"is_active"?: boolean,"limit_value": number,"method": string,"metric": string,"min_volume"?: number,"time_zone"?: string,"title": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "cooldown_days"?: number,"created_at"?: string,"direction"?: string,"domain_id"?: string,"event_name"?: string | null,"id"?: string,"is_active"?: boolean,"limit_value"?: number,"method"?: string,"metric"?: string,"min_volume"?: number,"time_zone"?: string,"title"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "alert_rules_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"alerts": {
                  Row: {
                    "created_at": string,"day": string,"domain_id": string,"expected": number | null,"id": string,"is_provisional": boolean,"rule_id": string,"score": number,"state": string,"updated_at": string,"value": number,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"day": string,"domain_id": string,"expected"?: number | null,"id"?: string,"is_provisional": boolean,"rule_id": string,"score": number,"state"?: string,"updated_at"?: string,"value": number,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"day"?: string,"domain_id"?: string,"expected"?: number | null,"id"?: string,"is_provisional"?: boolean,"rule_id"?: string,"score"?: number,"state"?: string,"updated_at"?: string,"value"?: number,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "alerts_rule_id_fkey"
      columns: ["domain_id","rule_id"]
isOneToOne: false
      referencedRelation: "alert_rules"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"amplitude_projects": {
                  Row: {
                    "copied_from": string | null,"created_at": string,"domain_id": string,"error": string | null,"error_at": string | null,"events_per_request": number,"id": string,"is_active": boolean,"production_secret_id": string | null,"region": string,"test_secret_id": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "copied_from"?: string | null,"created_at"?: string,"domain_id": string,"error"?: string | null,"error_at"?: string | null,"events_per_request"?: number,"id"?: string,"is_active"?: boolean,"production_secret_id"?: string | null,"region"?: string,"test_secret_id"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "copied_from"?: string | null,"created_at"?: string,"domain_id"?: string,"error"?: string | null,"error_at"?: string | null,"events_per_request"?: number,"id"?: string,"is_active"?: boolean,"production_secret_id"?: string | null,"region"?: string,"test_secret_id"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "amplitude_projects_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: true
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"announcements": {
                  Row: {
                    "audience": string,"body": string,"created_at": string,"created_by": string,"expires_at": string | null,"finished_at": string | null,"id": string,"idempotency_key": string | null,"link": string | null,"org_id": string | null,"role_key": string | null,"severity": string,"title": string,"told": number,"told_up_to": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "audience": string,"body"?: string,"created_at"?: string,"created_by"?: string,"expires_at"?: string | null,"finished_at"?: string | null,"id"?: string,"idempotency_key"?: string | null,"link"?: string | null,"org_id"?: string | null,"role_key"?: string | null,"severity"?: string,"title": string,"told"?: number,"told_up_to"?: string | null
                  }
                  Update: {
                    "audience"?: string,"body"?: string,"created_at"?: string,"created_by"?: string,"expires_at"?: string | null,"finished_at"?: string | null,"id"?: string,"idempotency_key"?: string | null,"link"?: string | null,"org_id"?: string | null,"role_key"?: string | null,"severity"?: string,"title"?: string,"told"?: number,"told_up_to"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "announcements_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "announcements_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "announcements_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"api_keys": {
                  Row: {
                    "created_at": string,"created_by": string,"domain_id": string,"expires_at": string | null,"id": string,"is_client_wide": boolean,"name": string,"prefix": string,"rate_limit": number,"revoked_at": string | null,"revoked_by": string | null,"scopes": (string)[],"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"domain_id": string,"expires_at"?: string | null,"id"?: string,"is_client_wide"?: boolean,"name": string,"prefix": string,"rate_limit"?: number,"revoked_at"?: string | null,"revoked_by"?: string | null,"scopes": (string)[],"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"domain_id"?: string,"expires_at"?: string | null,"id"?: string,"is_client_wide"?: boolean,"name"?: string,"prefix"?: string,"rate_limit"?: number,"revoked_at"?: string | null,"revoked_by"?: string | null,"scopes"?: (string)[],"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "api_keys_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "api_keys_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "api_keys_revoked_by_fkey"
      columns: ["revoked_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"approvals": {
                  Row: {
                    "approved_by": string | null,"arguments": NonNullable<Json>,"created_at": string,"domain_id": string | null,"expires_at": string,"id": string,"permission": string,"reason": string,"requested_by": string,"rpc": string,"subject_id": string,"updated_at": string,"used_at": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "approved_by"?: string | null,"arguments": NonNullable<Json>,"created_at"?: string,"domain_id"?: string | null,"expires_at": string,"id"?: string,"permission"?: string,"reason": string,"requested_by": string,"rpc": string,"subject_id": string,"updated_at"?: string,"used_at"?: string | null,"version"?: number
                  }
                  Update: {
                    "approved_by"?: string | null,"arguments"?: NonNullable<Json>,"created_at"?: string,"domain_id"?: string | null,"expires_at"?: string,"id"?: string,"permission"?: string,"reason"?: string,"requested_by"?: string,"rpc"?: string,"subject_id"?: string,"updated_at"?: string,"used_at"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "approvals_approved_by_fkey"
      columns: ["approved_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_rpc_fkey"
      columns: ["rpc"]
isOneToOne: false
      referencedRelation: "sensitive_operations"
      referencedColumns: ["rpc"]
    }
                  ]
                },"archive_parts": {
                  Row: {
                    "archive_id": string,"byte_size": number,"confirmed_at": string | null,"is_last": boolean,"last_domain_id": string,"last_id": string,"part": number,"path": string | null,"row_count": number,"sha256": string
                  }
                  ComputedFields: never
                  Insert: {
                    "archive_id": string,"byte_size": number,"confirmed_at"?: string | null,"is_last": boolean,"last_domain_id": string,"last_id": string,"part": number,"path"?: string | null,"row_count": number,"sha256": string
                  }
                  Update: {
                    "archive_id"?: string,"byte_size"?: number,"confirmed_at"?: string | null,"is_last"?: boolean,"last_domain_id"?: string,"last_id"?: string,"part"?: number,"path"?: string | null,"row_count"?: number,"sha256"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "archive_parts_archive_id_fkey"
      columns: ["archive_id"]
isOneToOne: false
      referencedRelation: "retention_archives"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "aal": string | null,"action": string,"actor_person_id": string | null,"actor_role": string,"after": Json | null,"amr": Json | null,"at": string,"before": Json | null,"domain_id": string | null,"id": number,"ip": unknown,"on_behalf_of": string | null,"reason": string | null,"request_id": string | null,"resource": string,"resource_id": string | null,"transaction_id": unknown,"user_agent": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "aal"?: string | null,"action": string,"actor_person_id"?: string | null,"actor_role": string,"after"?: Json | null,"amr"?: Json | null,"at"?: string,"before"?: Json | null,"domain_id"?: string | null,"id"?: never,"ip"?: unknown,"on_behalf_of"?: string | null,"reason"?: string | null,"request_id"?: string | null,"resource": string,"resource_id"?: string | null,"transaction_id"?: unknown,"user_agent"?: string | null
                  }
                  Update: {
                    "aal"?: string | null,"action"?: string,"actor_person_id"?: string | null,"actor_role"?: string,"after"?: Json | null,"amr"?: Json | null,"at"?: string,"before"?: Json | null,"domain_id"?: string | null,"id"?: never,"ip"?: unknown,"on_behalf_of"?: string | null,"reason"?: string | null,"request_id"?: string | null,"resource"?: string,"resource_id"?: string | null,"transaction_id"?: unknown,"user_agent"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"case_guardians": {
                  Row: {
                    "case_id": string,"created_at": string,"created_by": string | null,"domain_id": string,"guardian_id": string,"id": string,"role": string,"updated_at": string,"valid": unknown,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "case_id": string,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"guardian_id": string,"id"?: string,"role": string,"updated_at"?: string,"valid": unknown,"version"?: number
                  }
                  Update: {
                    "case_id"?: string,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"guardian_id"?: string,"id"?: string,"role"?: string,"updated_at"?: string,"valid"?: unknown,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "case_guardians_case_id_fkey"
      columns: ["domain_id","case_id"]
isOneToOne: false
      referencedRelation: "cases"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "case_guardians_guardian_id_fkey"
      columns: ["guardian_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"case_shares": {
                  Row: {
                    "case_id": string,"created_at": string,"created_by": string | null,"domain_id": string,"expires_at": string | null,"level": string,"org_id": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "case_id": string,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"expires_at"?: string | null,"level"?: string,"org_id": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "case_id"?: string,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"expires_at"?: string | null,"level"?: string,"org_id"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "case_shares_case_id_fkey"
      columns: ["domain_id","case_id"]
isOneToOne: false
      referencedRelation: "cases"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "case_shares_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"cases": {
                  Row: {
                    "archived_at": string | null,"category": string,"code": string,"completed_at": string | null,"created_at": string,"created_by": string | null,"currency": string | null,"description": string,"domain_id": string,"goal_minor": number | null,"id": string,"location": string | null,"org_id": string | null,"priority": string,"published_at": string | null,"species": string,"status": string,"title": string,"tsv": unknown,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_at"?: string | null,"category": string,"code": string,"completed_at"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string | null,"description"?: string,"domain_id": string,"goal_minor"?: number | null,"id"?: string,"location"?: string | null,"org_id"?: string | null,"priority"?: string,"published_at"?: string | null,"species": string,"status"?: string,"title": string,"tsv"?: never,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "archived_at"?: string | null,"category"?: string,"code"?: string,"completed_at"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string | null,"description"?: string,"domain_id"?: string,"goal_minor"?: number | null,"id"?: string,"location"?: string | null,"org_id"?: string | null,"priority"?: string,"published_at"?: string | null,"species"?: string,"status"?: string,"title"?: string,"tsv"?: never,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "cases_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "cases_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"clients": {
                  Row: {
                    "archived_at": string | null,"created_at": string,"created_by": string | null,"id": string,"name": string,"plan": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_at"?: string | null,"created_at"?: string,"created_by"?: string | null,"id"?: string,"name": string,"plan"?: string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "archived_at"?: string | null,"created_at"?: string,"created_by"?: string | null,"id"?: string,"name"?: string,"plan"?: string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"cohort_members": {
                  Row: {
                    "cohort_id": string,"created_at": string,"created_by": string | null,"domain_id": string,"id": string,"platform_user_id": string,"updated_at": string,"valid": unknown,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "cohort_id": string,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"id"?: string,"platform_user_id": string,"updated_at"?: string,"valid": unknown,"version"?: number
                  }
                  Update: {
                    "cohort_id"?: string,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"id"?: string,"platform_user_id"?: string,"updated_at"?: string,"valid"?: unknown,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "cohort_members_cohort_id_fkey"
      columns: ["domain_id","cohort_id"]
isOneToOne: false
      referencedRelation: "cohorts"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "cohort_members_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"cohorts": {
                  Row: {
                    "created_at": string,"created_by": string | null,"domain_id": string,"id": string,"kind": string,"name": string,"priority": number,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id": string,"id"?: string,"kind"?: string,"name": string,"priority": number,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"id"?: string,"kind"?: string,"name"?: string,"priority"?: number,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "cohorts_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"commission_accruals": {
                  Row: {
                    "amount_minor": number,"asset": string,"base_minor": number,"beneficiary_id": string,"claimable_at": string,"created_at": string,"domain_id": string,"id": string,"level": number,"occurred_at": string,"payout_id": string | null,"platform_user_id": string,"programme_id": string,"rate_ppm": number,"reason": string | null,"rule_id": string | null,"state": string,"transaction_id": string,"updated_at": string,"usd_minor": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"asset": string,"base_minor": number,"beneficiary_id": string,"claimable_at": string,"created_at"?: string,"domain_id": string,"id"?: string,"level": number,"occurred_at": string,"payout_id"?: string | null,"platform_user_id": string,"programme_id": string,"rate_ppm": number,"reason"?: string | null,"rule_id"?: string | null,"state"?: string,"transaction_id": string,"updated_at"?: string,"usd_minor": number
                  }
                  Update: {
                    "amount_minor"?: number,"asset"?: string,"base_minor"?: number,"beneficiary_id"?: string,"claimable_at"?: string,"created_at"?: string,"domain_id"?: string,"id"?: string,"level"?: number,"occurred_at"?: string,"payout_id"?: string | null,"platform_user_id"?: string,"programme_id"?: string,"rate_ppm"?: number,"reason"?: string | null,"rule_id"?: string | null,"state"?: string,"transaction_id"?: string,"updated_at"?: string,"usd_minor"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "commission_accruals_beneficiary_id_fkey"
      columns: ["domain_id","beneficiary_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_accruals_payout_id_fkey"
      columns: ["domain_id","payout_id"]
isOneToOne: false
      referencedRelation: "commission_payouts"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_accruals_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_accruals_programme_id_fkey"
      columns: ["domain_id","programme_id"]
isOneToOne: false
      referencedRelation: "referral_programmes"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_accruals_rule_id_fkey"
      columns: ["domain_id","rule_id"]
isOneToOne: false
      referencedRelation: "commission_rules"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_accruals_transaction_id_fkey"
      columns: ["domain_id","transaction_id"]
isOneToOne: false
      referencedRelation: "transactions"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"commission_movements": {
                  Row: {
                    "amount_minor": number,"asset": string,"beneficiary_id": string,"booked_at": string,"domain_id": string,"id": string,"kind": string,"level": number,"occurred_at": string,"payout_id": string | null,"programme_id": string,"reason": string | null,"rule_id": string | null,"transaction_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"asset": string,"beneficiary_id": string,"booked_at"?: string,"domain_id": string,"id"?: string,"kind": string,"level": number,"occurred_at": string,"payout_id"?: string | null,"programme_id": string,"reason"?: string | null,"rule_id"?: string | null,"transaction_id": string
                  }
                  Update: {
                    "amount_minor"?: number,"asset"?: string,"beneficiary_id"?: string,"booked_at"?: string,"domain_id"?: string,"id"?: string,"kind"?: string,"level"?: number,"occurred_at"?: string,"payout_id"?: string | null,"programme_id"?: string,"reason"?: string | null,"rule_id"?: string | null,"transaction_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "commission_movements_beneficiary_id_fkey"
      columns: ["domain_id","beneficiary_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_movements_transaction_id_fkey"
      columns: ["domain_id","transaction_id"]
isOneToOne: false
      referencedRelation: "transactions"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"commission_payouts": {
                  Row: {
                    "amount_minor": number,"asset": string,"created_at": string,"domain_id": string,"id": string,"idempotency_key": string,"platform_user_id": string,"usd_minor": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"asset": string,"created_at"?: string,"domain_id": string,"id"?: string,"idempotency_key": string,"platform_user_id": string,"usd_minor": number
                  }
                  Update: {
                    "amount_minor"?: number,"asset"?: string,"created_at"?: string,"domain_id"?: string,"id"?: string,"idempotency_key"?: string,"platform_user_id"?: string,"usd_minor"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "commission_payouts_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"commission_rules": {
                  Row: {
                    "base": string,"bonus_ppm": number,"bonus_volume_usd_minor": number,"closed_at": string | null,"closed_by": string | null,"closed_reason": string | null,"cohort_id": string | null,"created_at": string,"created_by": string | null,"domain_id": string,"ends_at": string | null,"id": string,"level": number,"min_volume_usd_minor": number,"platform_user_id": string | null,"programme_id": string | null,"rate_ppm": number,"reason": string,"starts_at": string,"updated_at": string,"valid": unknown,"version": number,"whom_key": string
                  }
                  ComputedFields: never
                  Insert: {
                    "base"?: string,"bonus_ppm"?: number,"bonus_volume_usd_minor"?: number,"closed_at"?: string | null,"closed_by"?: string | null,"closed_reason"?: string | null,"cohort_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"ends_at"?: string | null,"id"?: string,"level": number,"min_volume_usd_minor"?: number,"platform_user_id"?: string | null,"programme_id"?: string | null,"rate_ppm": number,"reason": string,"starts_at": string,"updated_at"?: string,"valid"?: never,"version"?: number,"whom_key"?: never
                  }
                  Update: {
                    "base"?: string,"bonus_ppm"?: number,"bonus_volume_usd_minor"?: number,"closed_at"?: string | null,"closed_by"?: string | null,"closed_reason"?: string | null,"cohort_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"ends_at"?: string | null,"id"?: string,"level"?: number,"min_volume_usd_minor"?: number,"platform_user_id"?: string | null,"programme_id"?: string | null,"rate_ppm"?: number,"reason"?: string,"starts_at"?: string,"updated_at"?: string,"valid"?: never,"version"?: number,"whom_key"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "commission_rules_cohort_id_fkey"
      columns: ["domain_id","cohort_id"]
isOneToOne: false
      referencedRelation: "cohorts"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_rules_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "commission_rules_programme_id_fkey"
      columns: ["domain_id","programme_id"]
isOneToOne: false
      referencedRelation: "referral_programmes"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"config_globals": {
                  Row: {
                    "changed_as": string,"changed_at": string,"changed_by": string | null,"config": NonNullable<Json>,"enabled": boolean | null,"reason": string | null,"slug": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_as": string,"changed_at"?: string,"changed_by"?: string | null,"config"?: NonNullable<Json>,"enabled"?: boolean | null,"reason"?: string | null,"slug": string,"version": number
                  }
                  Update: {
                    "changed_as"?: string,"changed_at"?: string,"changed_by"?: string | null,"config"?: NonNullable<Json>,"enabled"?: boolean | null,"reason"?: string | null,"slug"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "config_globals_changed_by_fkey"
      columns: ["changed_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "config_globals_slug_fkey"
      columns: ["slug"]
isOneToOne: false
      referencedRelation: "config_schemas"
      referencedColumns: ["slug"]
    }
                  ]
                },"config_schemas": {
                  Row: {
                    "access": string,"default_config": NonNullable<Json>,"description": string,"enabled_by_default": boolean,"is_feature": boolean,"json_schema": NonNullable<Json>,"merge_strategy": string,"scope": string,"slug": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access": string,"default_config"?: NonNullable<Json>,"description": string,"enabled_by_default"?: boolean,"is_feature"?: boolean,"json_schema": NonNullable<Json>,"merge_strategy"?: string,"scope": string,"slug": string,"title": string
                  }
                  Update: {
                    "access"?: string,"default_config"?: NonNullable<Json>,"description"?: string,"enabled_by_default"?: boolean,"is_feature"?: boolean,"json_schema"?: NonNullable<Json>,"merge_strategy"?: string,"scope"?: string,"slug"?: string,"title"?: string
                  }
                  Relationships: [
                    
                  ]
                },"config_values": {
                  Row: {
                    "changed_as": string,"changed_at": string,"changed_by": string | null,"config": NonNullable<Json>,"domain_id": string,"enabled": boolean | null,"reason": string | null,"slug": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_as": string,"changed_at"?: string,"changed_by"?: string | null,"config"?: NonNullable<Json>,"domain_id": string,"enabled"?: boolean | null,"reason"?: string | null,"slug": string,"version": number
                  }
                  Update: {
                    "changed_as"?: string,"changed_at"?: string,"changed_by"?: string | null,"config"?: NonNullable<Json>,"domain_id"?: string,"enabled"?: boolean | null,"reason"?: string | null,"slug"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "config_values_changed_by_fkey"
      columns: ["changed_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "config_values_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "config_values_slug_fkey"
      columns: ["slug"]
isOneToOne: false
      referencedRelation: "config_schemas"
      referencedColumns: ["slug"]
    }
                  ]
                },"conversation_keywords": {
                  Row: {
                    "conversation_id": string,"domain_id": string,"keywords": (string)[],"made_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"domain_id": string,"keywords": (string)[],"made_at"?: string
                  }
                  Update: {
                    "conversation_id"?: string,"domain_id"?: string,"keywords"?: (string)[],"made_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_keywords_conversation_id_fkey"
      columns: ["domain_id","conversation_id"]
isOneToOne: true
      referencedRelation: "conversations"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"conversation_scores": {
                  Row: {
                    "conversation_id": string,"dimensions": NonNullable<Json>,"domain_id": string,"id": string,"reason": string | null,"rubric_version": number,"score": number,"scored_at": string,"scored_by": string | null,"scorer": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"dimensions"?: NonNullable<Json>,"domain_id": string,"id"?: string,"reason"?: string | null,"rubric_version": number,"score": number,"scored_at"?: string,"scored_by"?: string | null,"scorer": string
                  }
                  Update: {
                    "conversation_id"?: string,"dimensions"?: NonNullable<Json>,"domain_id"?: string,"id"?: string,"reason"?: string | null,"rubric_version"?: number,"score"?: number,"scored_at"?: string,"scored_by"?: string | null,"scorer"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_scores_conversation_id_fkey"
      columns: ["domain_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "conversation_scores_scored_by_fkey"
      columns: ["scored_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"conversation_topics": {
                  Row: {
                    "confidence": number,"conversation_id": string,"created_at": string,"domain_id": string,"source": string,"topic_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "confidence": number,"conversation_id": string,"created_at"?: string,"domain_id": string,"source": string,"topic_id": string
                  }
                  Update: {
                    "confidence"?: number,"conversation_id"?: string,"created_at"?: string,"domain_id"?: string,"source"?: string,"topic_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_topics_conversation_id_fkey"
      columns: ["domain_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "conversation_topics_topic_id_fkey"
      columns: ["domain_id","topic_id"]
isOneToOne: false
      referencedRelation: "topics"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"conversations": {
                  Row: {
                    "agent_key": string,"agent_turns": number,"created_at": string,"cta_clicked": boolean,"demo_booked": boolean,"demo_proposed": boolean,"deployment_target": string,"domain_id": string,"email_captured": boolean,"environment": string,"first_event_id": string,"human_turns": number,"id": string,"is_test": boolean,"language": string | null,"last_message_at": string | null,"last_role": string | null,"outcome": string,"score": number | null,"scorer": string | null,"session_id": string,"started_at": string,"status": string,"status_at": string | null,"status_event_id": string | null,"topics_at": string | null,"topics_source": string | null,"total_turns": number,"updated_at": string,"visitor_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_key"?: string,"agent_turns"?: number,"created_at"?: string,"cta_clicked"?: boolean,"demo_booked"?: boolean,"demo_proposed"?: boolean,"deployment_target": string,"domain_id": string,"email_captured"?: boolean,"environment": string,"first_event_id": string,"human_turns"?: number,"id": string,"is_test"?: never,"language"?: string | null,"last_message_at"?: string | null,"last_role"?: string | null,"outcome"?: never,"score"?: number | null,"scorer"?: string | null,"session_id": string,"started_at": string,"status"?: string,"status_at"?: string | null,"status_event_id"?: string | null,"topics_at"?: string | null,"topics_source"?: string | null,"total_turns"?: number,"updated_at"?: string,"visitor_id": string
                  }
                  Update: {
                    "agent_key"?: string,"agent_turns"?: number,"created_at"?: string,"cta_clicked"?: boolean,"demo_booked"?: boolean,"demo_proposed"?: boolean,"deployment_target"?: string,"domain_id"?: string,"email_captured"?: boolean,"environment"?: string,"first_event_id"?: string,"human_turns"?: number,"id"?: string,"is_test"?: never,"language"?: string | null,"last_message_at"?: string | null,"last_role"?: string | null,"outcome"?: never,"score"?: number | null,"scorer"?: string | null,"session_id"?: string,"started_at"?: string,"status"?: string,"status_at"?: string | null,"status_event_id"?: string | null,"topics_at"?: string | null,"topics_source"?: string | null,"total_turns"?: number,"updated_at"?: string,"visitor_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversations_session_id_fkey"
      columns: ["domain_id","session_id"]
isOneToOne: false
      referencedRelation: "visitor_sessions"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "conversations_visitor_id_fkey"
      columns: ["domain_id","visitor_id"]
isOneToOne: false
      referencedRelation: "visitors"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"cycles": {
                  Row: {
                    "created_at": string,"created_by": string | null,"domain_id": string,"ends_at": string,"id": string,"kind": string,"starts_at": string,"time_zone": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id": string,"ends_at": string,"id"?: string,"kind": string,"starts_at": string,"time_zone": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"ends_at"?: string,"id"?: string,"kind"?: string,"starts_at"?: string,"time_zone"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "cycles_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"dashboard_widgets": {
                  Row: {
                    "dashboard_id": string,"domain_id": string,"id": string,"layout": NonNullable<Json>,"metric": string,"params": NonNullable<Json>,"position": number,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "dashboard_id": string,"domain_id": string,"id"?: string,"layout"?: NonNullable<Json>,"metric": string,"params"?: NonNullable<Json>,"position": number,"title": string
                  }
                  Update: {
                    "dashboard_id"?: string,"domain_id"?: string,"id"?: string,"layout"?: NonNullable<Json>,"metric"?: string,"params"?: NonNullable<Json>,"position"?: number,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "dashboard_widgets_dashboard_id_fkey"
      columns: ["domain_id","dashboard_id"]
isOneToOne: false
      referencedRelation: "dashboards"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "dashboard_widgets_metric_fkey"
      columns: ["metric"]
isOneToOne: false
      referencedRelation: "metric_catalog"
      referencedColumns: ["metric"]
    }
                  ]
                },"dashboards": {
                  Row: {
                    "created_at": string,"domain_id": string,"id": string,"owner_id": string,"role_key": string | null,"title": string,"updated_at": string,"version": number,"visibility": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"id"?: string,"owner_id": string,"role_key"?: string | null,"title": string,"updated_at"?: string,"version"?: number,"visibility"?: string
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"id"?: string,"owner_id"?: string,"role_key"?: string | null,"title"?: string,"updated_at"?: string,"version"?: number,"visibility"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "dashboards_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "dashboards_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "dashboards_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"devices": {
                  Row: {
                    "created_at": string,"id": string,"last_seen_at": string,"person_id": string,"platform": string,"push_token": string,"revoked_at": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"last_seen_at"?: string,"person_id": string,"platform": string,"push_token": string,"revoked_at"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"last_seen_at"?: string,"person_id"?: string,"platform"?: string,"push_token"?: string,"revoked_at"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "devices_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"domains": {
                  Row: {
                    "archived_at": string | null,"client_id": string,"created_at": string,"created_by": string | null,"environment": string,"id": string,"is_consent_required": boolean,"site_domain": string,"stats_valid_from": string | null,"updated_at": string,"verified_at": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_at"?: string | null,"client_id": string,"created_at"?: string,"created_by"?: string | null,"environment"?: string,"id"?: string,"is_consent_required"?: boolean,"site_domain": string,"stats_valid_from"?: string | null,"updated_at"?: string,"verified_at"?: string | null,"version"?: number
                  }
                  Update: {
                    "archived_at"?: string | null,"client_id"?: string,"created_at"?: string,"created_by"?: string | null,"environment"?: string,"id"?: string,"is_consent_required"?: boolean,"site_domain"?: string,"stats_valid_from"?: string | null,"updated_at"?: string,"verified_at"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "domains_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"donation_contacts": {
                  Row: {
                    "created_at": string,"created_by": string | null,"domain_id": string,"donation_id": string,"donor_email": string | null,"donor_name": string | null,"donor_phone": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id": string,"donation_id": string,"donor_email"?: string | null,"donor_name"?: string | null,"donor_phone"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"donation_id"?: string,"donor_email"?: string | null,"donor_name"?: string | null,"donor_phone"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "donation_contacts_donation_id_fkey"
      columns: ["domain_id","donation_id"]
isOneToOne: true
      referencedRelation: "donation_details"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "donation_contacts_donation_id_fkey"
      columns: ["domain_id","donation_id"]
isOneToOne: true
      referencedRelation: "donations"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"donations": {
                  Row: {
                    "amount_minor": number,"archived_at": string | null,"case_id": string | null,"created_at": string,"created_by": string | null,"currency": string,"domain_id": string,"given_at": string,"id": string,"method": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"archived_at"?: string | null,"case_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency": string,"domain_id": string,"given_at"?: string,"id"?: string,"method": string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "amount_minor"?: number,"archived_at"?: string | null,"case_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"domain_id"?: string,"given_at"?: string,"id"?: string,"method"?: string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "donations_case_id_fkey"
      columns: ["domain_id","case_id"]
isOneToOne: false
      referencedRelation: "cases"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "donations_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"env_settings": {
                  Row: {
                    "created_at": string,"environment": string,"key": string,"updated_at": string,"value": NonNullable<Json>,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"environment": string,"key": string,"updated_at"?: string,"value": NonNullable<Json>,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"environment"?: string,"key"?: string,"updated_at"?: string,"value"?: NonNullable<Json>,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"event_backfills": {
                  Row: {
                    "accepted": number,"begins_at": string,"created_at": string,"domain_id": string,"ends_at": string,"finished_at": string | null,"id": string,"queued": number,"reached_at": string | null,"reached_id": string | null,"requested_by": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted"?: number,"begins_at": string,"created_at"?: string,"domain_id": string,"ends_at": string,"finished_at"?: string | null,"id"?: string,"queued"?: number,"reached_at"?: string | null,"reached_id"?: string | null,"requested_by": string
                  }
                  Update: {
                    "accepted"?: number,"begins_at"?: string,"created_at"?: string,"domain_id"?: string,"ends_at"?: string,"finished_at"?: string | null,"id"?: string,"queued"?: number,"reached_at"?: string | null,"reached_id"?: string | null,"requested_by"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "event_backfills_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "event_backfills_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"event_catalog": {
                  Row: {
                    "actor_kinds": (string)[],"created_at": string,"description": string,"domain_id": string,"is_active": boolean,"json_schema": NonNullable<Json>,"name": string,"pii": NonNullable<Json>,"schema_version": number,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_kinds": (string)[],"created_at"?: string,"description": string,"domain_id": string,"is_active"?: boolean,"json_schema": NonNullable<Json>,"name": string,"pii"?: NonNullable<Json>,"schema_version": number,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "actor_kinds"?: (string)[],"created_at"?: string,"description"?: string,"domain_id"?: string,"is_active"?: boolean,"json_schema"?: NonNullable<Json>,"name"?: string,"pii"?: NonNullable<Json>,"schema_version"?: number,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "event_catalog_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"event_exports": {
                  Row: {
                    "counts": NonNullable<Json>,"domain_id": string,"id": string,"reported_at": string,"uploaded_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "counts": NonNullable<Json>,"domain_id": string,"id"?: string,"reported_at"?: string,"uploaded_on": string
                  }
                  Update: {
                    "counts"?: NonNullable<Json>,"domain_id"?: string,"id"?: string,"reported_at"?: string,"uploaded_on"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "event_exports_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"event_log": {
                  Row: {
                    "actor_id": string | null,"actor_kind": string,"domain_id": string,"has_clock_skew": boolean,"id": string,"is_test": boolean,"name": string,"object": string | null,"occurred_at": string,"properties": NonNullable<Json>,"received_at": string,"schema_version": number,"source": string,"trace_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"actor_kind": string,"domain_id": string,"has_clock_skew": boolean,"id": string,"is_test": boolean,"name": string,"object"?: string | null,"occurred_at": string,"properties": NonNullable<Json>,"received_at": string,"schema_version": number,"source": string,"trace_id"?: string | null
                  }
                  Update: {
                    "actor_id"?: string | null,"actor_kind"?: string,"domain_id"?: string,"has_clock_skew"?: boolean,"id"?: string,"is_test"?: boolean,"name"?: string,"object"?: string | null,"occurred_at"?: string,"properties"?: NonNullable<Json>,"received_at"?: string,"schema_version"?: number,"source"?: string,"trace_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"event_quarantine": {
                  Row: {
                    "domain_id": string,"event": NonNullable<Json>,"event_id": string | null,"id": string,"name": string | null,"reason": string,"received_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "domain_id": string,"event": NonNullable<Json>,"event_id"?: string | null,"id": string,"name"?: string | null,"reason": string,"received_at"?: string
                  }
                  Update: {
                    "domain_id"?: string,"event"?: NonNullable<Json>,"event_id"?: string | null,"id"?: string,"name"?: string | null,"reason"?: string,"received_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"event_refusals": {
                  Row: {
                    "domain_id": string,"id": string,"reason": string,"refused_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "domain_id": string,"id": string,"reason": string,"refused_at"?: string
                  }
                  Update: {
                    "domain_id"?: string,"id"?: string,"reason"?: string,"refused_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "event_refusals_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"export_kinds": {
                  Row: {
                    "columns": (string)[],"kind": string,"permission": string,"rpc": string
                  }
                  ComputedFields: never
                  Insert: {
                    "columns": (string)[],"kind": string,"permission": string,"rpc": string
                  }
                  Update: {
                    "columns"?: (string)[],"kind"?: string,"permission"?: string,"rpc"?: string
                  }
                  Relationships: [
                    
                  ]
                },"exports": {
                  Row: {
                    "byte_size": number,"created_at": string,"domain_id": string,"error": string | null,"expires_at": string | null,"filter": NonNullable<Json>,"finished_at": string | null,"format": string,"id": string,"kind": string,"parts": number,"requested_by": string,"row_count": number,"sha256": string | null,"state": string
                  }
                  ComputedFields: never
                  Insert: {
                    "byte_size"?: number,"created_at"?: string,"domain_id": string,"error"?: string | null,"expires_at"?: string | null,"filter"?: NonNullable<Json>,"finished_at"?: string | null,"format": string,"id"?: string,"kind": string,"parts"?: number,"requested_by": string,"row_count"?: number,"sha256"?: string | null,"state"?: string
                  }
                  Update: {
                    "byte_size"?: number,"created_at"?: string,"domain_id"?: string,"error"?: string | null,"expires_at"?: string | null,"filter"?: NonNullable<Json>,"finished_at"?: string | null,"format"?: string,"id"?: string,"kind"?: string,"parts"?: number,"requested_by"?: string,"row_count"?: number,"sha256"?: string | null,"state"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "exports_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "exports_kind_fkey"
      columns: ["kind"]
isOneToOne: false
      referencedRelation: "export_kinds"
      referencedColumns: ["kind"]
    },{
      foreignKeyName: "exports_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"fee_charges": {
                  Row: {
                    "asset": string,"commission_minor": number,"commission_usd_minor": number,"created_at": string,"discount_minor": number,"discount_ppm": number,"domain_id": string,"due_usd_minor": number | null,"explain": NonNullable<Json>,"fee_minor": number,"gross_minor": number,"id": string,"occurred_at": string,"order_id": string | null,"order_type": string,"platform_net_minor": number,"platform_rate_ppm": number | null,"platform_usd_minor": number | null,"platform_user_id": string,"promotion_id": string | null,"rate_ppm": number | null,"rule_id": string | null,"token_id": string,"transaction_id": string,"updated_at": string,"usd_minor": number | null,"volume_usd_minor": number
                  }
                  ComputedFields: never
                  Insert: {
                    "asset": string,"commission_minor": number,"commission_usd_minor": number,"created_at"?: string,"discount_minor": number,"discount_ppm": number,"domain_id": string,"due_usd_minor"?: number | null,"explain": NonNullable<Json>,"fee_minor": number,"gross_minor": number,"id"?: string,"occurred_at": string,"order_id"?: string | null,"order_type": string,"platform_net_minor": number,"platform_rate_ppm"?: number | null,"platform_usd_minor"?: number | null,"platform_user_id": string,"promotion_id"?: string | null,"rate_ppm"?: number | null,"rule_id"?: string | null,"token_id": string,"transaction_id": string,"updated_at"?: string,"usd_minor"?: number | null,"volume_usd_minor": number
                  }
                  Update: {
                    "asset"?: string,"commission_minor"?: number,"commission_usd_minor"?: number,"created_at"?: string,"discount_minor"?: number,"discount_ppm"?: number,"domain_id"?: string,"due_usd_minor"?: number | null,"explain"?: NonNullable<Json>,"fee_minor"?: number,"gross_minor"?: number,"id"?: string,"occurred_at"?: string,"order_id"?: string | null,"order_type"?: string,"platform_net_minor"?: number,"platform_rate_ppm"?: number | null,"platform_usd_minor"?: number | null,"platform_user_id"?: string,"promotion_id"?: string | null,"rate_ppm"?: number | null,"rule_id"?: string | null,"token_id"?: string,"transaction_id"?: string,"updated_at"?: string,"usd_minor"?: number | null,"volume_usd_minor"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "fee_charges_order_id_fkey"
      columns: ["domain_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_charges_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_charges_promotion_id_fkey"
      columns: ["domain_id","promotion_id"]
isOneToOne: false
      referencedRelation: "fee_rules"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_charges_rule_id_fkey"
      columns: ["domain_id","rule_id"]
isOneToOne: false
      referencedRelation: "fee_rules"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_charges_token_id_fkey"
      columns: ["domain_id","token_id"]
isOneToOne: false
      referencedRelation: "tokens"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_charges_transaction_id_fkey"
      columns: ["domain_id","transaction_id"]
isOneToOne: true
      referencedRelation: "transactions"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"fee_rules": {
                  Row: {
                    "closed_at": string | null,"closed_by": string | null,"closed_reason": string | null,"cohort_id": string | null,"created_at": string,"created_by": string | null,"domain_id": string,"ends_at": string | null,"id": string,"kind": string,"limit_asset": string | null,"max_minor": number | null,"min_minor": number | null,"order_id": string | null,"order_type": string | null,"platform_user_id": string | null,"provider": string | null,"rate_ppm": number,"reason": string,"scope_key": string,"specificity": number,"starts_at": string,"token_id": string | null,"updated_at": string,"valid": unknown,"version": number,"what_key": string,"whom_key": string
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_at"?: string | null,"closed_by"?: string | null,"closed_reason"?: string | null,"cohort_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"ends_at"?: string | null,"id"?: string,"kind"?: string,"limit_asset"?: string | null,"max_minor"?: number | null,"min_minor"?: number | null,"order_id"?: string | null,"order_type"?: string | null,"platform_user_id"?: string | null,"provider"?: string | null,"rate_ppm": number,"reason": string,"scope_key"?: never,"specificity"?: never,"starts_at": string,"token_id"?: string | null,"updated_at"?: string,"valid"?: never,"version"?: number,"what_key"?: never,"whom_key"?: never
                  }
                  Update: {
                    "closed_at"?: string | null,"closed_by"?: string | null,"closed_reason"?: string | null,"cohort_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"ends_at"?: string | null,"id"?: string,"kind"?: string,"limit_asset"?: string | null,"max_minor"?: number | null,"min_minor"?: number | null,"order_id"?: string | null,"order_type"?: string | null,"platform_user_id"?: string | null,"provider"?: string | null,"rate_ppm"?: number,"reason"?: string,"scope_key"?: never,"specificity"?: never,"starts_at"?: string,"token_id"?: string | null,"updated_at"?: string,"valid"?: never,"version"?: number,"what_key"?: never,"whom_key"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "fee_rules_cohort_id_fkey"
      columns: ["domain_id","cohort_id"]
isOneToOne: false
      referencedRelation: "cohorts"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_rules_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "fee_rules_order_id_fkey"
      columns: ["domain_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_rules_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "fee_rules_token_id_fkey"
      columns: ["domain_id","token_id"]
isOneToOne: false
      referencedRelation: "tokens"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"i18n_texts": {
                  Row: {
                    "key": string,"locale": string,"text": string
                  }
                  ComputedFields: never
                  Insert: {
                    "key": string,"locale": string,"text": string
                  }
                  Update: {
                    "key"?: string,"locale"?: string,"text"?: string
                  }
                  Relationships: [
                    
                  ]
                },"integrations": {
                  Row: {
                    "access_secret_id": string | null,"connected_at": string,"connected_by": string | null,"created_at": string,"disconnected_at": string | null,"domain_id": string,"error": string | null,"error_at": string | null,"expires_at": string | null,"id": string,"portal_id": string,"provider": string,"refresh_at": string | null,"refresh_secret_id": string | null,"scopes": (string)[],"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "access_secret_id"?: string | null,"connected_at"?: string,"connected_by"?: string | null,"created_at"?: string,"disconnected_at"?: string | null,"domain_id": string,"error"?: string | null,"error_at"?: string | null,"expires_at"?: string | null,"id"?: string,"portal_id": string,"provider"?: string,"refresh_at"?: string | null,"refresh_secret_id"?: string | null,"scopes"?: (string)[],"status": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "access_secret_id"?: string | null,"connected_at"?: string,"connected_by"?: string | null,"created_at"?: string,"disconnected_at"?: string | null,"domain_id"?: string,"error"?: string | null,"error_at"?: string | null,"expires_at"?: string | null,"id"?: string,"portal_id"?: string,"provider"?: string,"refresh_at"?: string | null,"refresh_secret_id"?: string | null,"scopes"?: (string)[],"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "integrations_connected_by_fkey"
      columns: ["connected_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "integrations_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_at": string | null,"cancelled_at": string | null,"created_at": string,"expires_at": string,"id": string,"idempotency_key": string | null,"invited_by": string,"last_sent_at": string,"person_id": string,"sent_count": number,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"cancelled_at"?: string | null,"created_at"?: string,"expires_at": string,"id"?: string,"idempotency_key"?: string | null,"invited_by": string,"last_sent_at"?: string,"person_id": string,"sent_count"?: number,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "accepted_at"?: string | null,"cancelled_at"?: string | null,"created_at"?: string,"expires_at"?: string,"id"?: string,"idempotency_key"?: string | null,"invited_by"?: string,"last_sent_at"?: string,"person_id"?: string,"sent_count"?: number,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_invited_by_fkey"
      columns: ["invited_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"invite_codes": {
                  Row: {
                    "code": string,"cohort_id": string | null,"created_at": string,"created_by": string | null,"domain_id": string,"ends_at": string | null,"id": string,"is_active": boolean,"owner_user_id": string | null,"slots_total": number,"slots_used": number,"starts_at": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"cohort_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"domain_id": string,"ends_at"?: string | null,"id"?: string,"is_active"?: boolean,"owner_user_id"?: string | null,"slots_total": number,"slots_used"?: number,"starts_at"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "code"?: string,"cohort_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string,"ends_at"?: string | null,"id"?: string,"is_active"?: boolean,"owner_user_id"?: string | null,"slots_total"?: number,"slots_used"?: number,"starts_at"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "invite_codes_cohort_id_fkey"
      columns: ["domain_id","cohort_id"]
isOneToOne: false
      referencedRelation: "cohorts"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "invite_codes_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invite_codes_owner_user_id_fkey"
      columns: ["domain_id","owner_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"invite_redemptions": {
                  Row: {
                    "domain_id": string,"id": string,"invite_code_id": string,"platform_user_id": string,"redeemed_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "domain_id": string,"id"?: string,"invite_code_id": string,"platform_user_id": string,"redeemed_at"?: string
                  }
                  Update: {
                    "domain_id"?: string,"id"?: string,"invite_code_id"?: string,"platform_user_id"?: string,"redeemed_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invite_redemptions_invite_code_id_fkey"
      columns: ["domain_id","invite_code_id"]
isOneToOne: false
      referencedRelation: "invite_codes"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "invite_redemptions_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"legal_holds": {
                  Row: {
                    "created_at": string,"domain_id": string,"id": string,"released_at": string | null,"title": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"id"?: string,"released_at"?: string | null,"title": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"id"?: string,"released_at"?: string | null,"title"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "legal_holds_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"linear_state_types": {
                  Row: {
                    "close_reason": string | null,"state_type": string,"ticket_status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "close_reason"?: string | null,"state_type": string,"ticket_status": string
                  }
                  Update: {
                    "close_reason"?: string | null,"state_type"?: string,"ticket_status"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "linear_state_types_ticket_status_fkey"
      columns: ["ticket_status"]
isOneToOne: false
      referencedRelation: "ticket_statuses"
      referencedColumns: ["key"]
    }
                  ]
                },"memberships": {
                  Row: {
                    "created_at": string,"created_by": string | null,"domain_id": string | null,"id": string,"is_all_domains": boolean,"person_id": string,"role_key": string,"updated_at": string,"valid": unknown,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id"?: string | null,"id"?: string,"is_all_domains"?: boolean,"person_id": string,"role_key": string,"updated_at"?: string,"valid"?: unknown,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"domain_id"?: string | null,"id"?: string,"is_all_domains"?: boolean,"person_id"?: string,"role_key"?: string,"updated_at"?: string,"valid"?: unknown,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "memberships_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "memberships_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "memberships_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"messages": {
                  Row: {
                    "content": string,"conversation_id": string,"created_at": string,"domain_id": string,"event_id": string,"id": string,"language": string | null,"meta": NonNullable<Json>,"occurred_at": string,"role": string,"seq": number,"tsv": unknown
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"conversation_id": string,"created_at"?: string,"domain_id": string,"event_id": string,"id": string,"language"?: string | null,"meta"?: NonNullable<Json>,"occurred_at": string,"role": string,"seq": number,"tsv"?: never
                  }
                  Update: {
                    "content"?: string,"conversation_id"?: string,"created_at"?: string,"domain_id"?: string,"event_id"?: string,"id"?: string,"language"?: string | null,"meta"?: NonNullable<Json>,"occurred_at"?: string,"role"?: string,"seq"?: number,"tsv"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "messages_conversation_id_fkey"
      columns: ["domain_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"metric_catalog": {
                  Row: {
                    "arguments": NonNullable<Json>,"description": string,"dimensions": (string)[],"filter": NonNullable<Json>,"metric": string,"permission": string,"rpc": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "arguments"?: NonNullable<Json>,"description": string,"dimensions"?: (string)[],"filter"?: NonNullable<Json>,"metric": string,"permission": string,"rpc": string,"title": string
                  }
                  Update: {
                    "arguments"?: NonNullable<Json>,"description"?: string,"dimensions"?: (string)[],"filter"?: NonNullable<Json>,"metric"?: string,"permission"?: string,"rpc"?: string,"title"?: string
                  }
                  Relationships: [
                    
                  ]
                },"metric_revisions": {
                  Row: {
                    "cause": string,"day": string,"domain_id": string,"id": string,"metric": string,"new_value": number,"old_value": number,"revised_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cause": string,"day": string,"domain_id": string,"id"?: string,"metric": string,"new_value": number,"old_value": number,"revised_at"?: string
                  }
                  Update: {
                    "cause"?: string,"day"?: string,"domain_id"?: string,"id"?: string,"metric"?: string,"new_value"?: number,"old_value"?: number,"revised_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "metric_revisions_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_events": {
                  Row: {
                    "description": string,"event": string,"severity": string,"type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "description": string,"event": string,"severity"?: string,"type": string
                  }
                  Update: {
                    "description"?: string,"event"?: string,"severity"?: string,"type"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notification_prefs": {
                  Row: {
                    "channel": string,"event": string,"is_on": boolean,"person_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "channel": string,"event": string,"is_on": boolean,"person_id": string
                  }
                  Update: {
                    "channel"?: string,"event"?: string,"is_on"?: boolean,"person_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_prefs_event_fkey"
      columns: ["event"]
isOneToOne: false
      referencedRelation: "notification_events"
      referencedColumns: ["event"]
    },{
      foreignKeyName: "notification_prefs_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_rules": {
                  Row: {
                    "audience": string,"channel": string,"event": string,"id": string,"is_mandatory": boolean,"is_on_by_default": boolean,"role_key": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "audience"?: string,"channel": string,"event": string,"id"?: string,"is_mandatory"?: boolean,"is_on_by_default"?: boolean,"role_key"?: string | null
                  }
                  Update: {
                    "audience"?: string,"channel"?: string,"event"?: string,"id"?: string,"is_mandatory"?: boolean,"is_on_by_default"?: boolean,"role_key"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_rules_event_fkey"
      columns: ["event"]
isOneToOne: false
      referencedRelation: "notification_events"
      referencedColumns: ["event"]
    },{
      foreignKeyName: "notification_rules_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"notification_schedules": {
                  Row: {
                    "digest": string,"digest_at": string,"person_id": string,"quiet_from": string | null,"quiet_to": string | null,"time_zone": string
                  }
                  ComputedFields: never
                  Insert: {
                    "digest"?: string,"digest_at"?: string,"person_id": string,"quiet_from"?: string | null,"quiet_to"?: string | null,"time_zone": string
                  }
                  Update: {
                    "digest"?: string,"digest_at"?: string,"person_id"?: string,"quiet_from"?: string | null,"quiet_to"?: string | null,"time_zone"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_schedules_person_id_fkey"
      columns: ["person_id"]
isOneToOne: true
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "body": string,"created_at": string,"data": NonNullable<Json>,"dedupe_key": string | null,"domain_id": string | null,"event": string,"expires_at": string | null,"id": string,"link": string | null,"read_at": string | null,"recipient_id": string,"severity": string,"title": string,"type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string,"created_at"?: string,"data"?: NonNullable<Json>,"dedupe_key"?: string | null,"domain_id"?: string | null,"event": string,"expires_at"?: string | null,"id"?: string,"link"?: string | null,"read_at"?: string | null,"recipient_id": string,"severity": string,"title": string,"type": string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"data"?: NonNullable<Json>,"dedupe_key"?: string | null,"domain_id"?: string | null,"event"?: string,"expires_at"?: string | null,"id"?: string,"link"?: string | null,"read_at"?: string | null,"recipient_id"?: string,"severity"?: string,"title"?: string,"type"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_recipient_id_fkey"
      columns: ["recipient_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"orders": {
                  Row: {
                    "created_at": string,"domain_id": string,"external_id": string,"fee_quote": Json | null,"id": string,"order_type": string,"placed_at": string,"platform_user_id": string,"provider": string | null,"side": string,"size_minor": number,"status": string,"token_id": string,"told_at": string,"told_by": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"external_id": string,"fee_quote"?: Json | null,"id"?: string,"order_type": string,"placed_at": string,"platform_user_id": string,"provider"?: string | null,"side": string,"size_minor": number,"status": string,"token_id": string,"told_at": string,"told_by": string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"external_id"?: string,"fee_quote"?: Json | null,"id"?: string,"order_type"?: string,"placed_at"?: string,"platform_user_id"?: string,"provider"?: string | null,"side"?: string,"size_minor"?: number,"status"?: string,"token_id"?: string,"told_at"?: string,"told_by"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "orders_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "orders_token_id_fkey"
      columns: ["domain_id","token_id"]
isOneToOne: false
      referencedRelation: "tokens"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"org_prefs": {
                  Row: {
                    "key": string,"org_id": string,"value": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "key": string,"org_id": string,"value": NonNullable<Json>
                  }
                  Update: {
                    "key"?: string,"org_id"?: string,"value"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "org_prefs_key_fkey"
      columns: ["key"]
isOneToOne: false
      referencedRelation: "preference_keys"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "org_prefs_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"people": {
                  Row: {
                    "allowed_providers": (string)[],"auth_user_id": string | null,"avatar_path": string | null,"created_at": string,"created_by": string | null,"display_name": string,"email": string,"id": string,"locale": string,"org_id": string | null,"phone": string | null,"role_key": string,"sessions_valid_after": string,"status": string,"time_zone": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "allowed_providers"?: (string)[],"auth_user_id"?: string | null,"avatar_path"?: string | null,"created_at"?: string,"created_by"?: string | null,"display_name"?: string,"email": string,"id"?: string,"locale"?: string,"org_id"?: string | null,"phone"?: string | null,"role_key": string,"sessions_valid_after"?: string,"status"?: string,"time_zone"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "allowed_providers"?: (string)[],"auth_user_id"?: string | null,"avatar_path"?: string | null,"created_at"?: string,"created_by"?: string | null,"display_name"?: string,"email"?: string,"id"?: string,"locale"?: string,"org_id"?: string | null,"phone"?: string | null,"role_key"?: string,"sessions_valid_after"?: string,"status"?: string,"time_zone"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "people_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "people_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"permissions": {
                  Row: {
                    "action": string,"description": string,"resource": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"description": string,"resource": string
                  }
                  Update: {
                    "action"?: string,"description"?: string,"resource"?: string
                  }
                  Relationships: [
                    
                  ]
                },"person_permissions": {
                  Row: {
                    "action": string,"created_at": string,"created_by": string | null,"domain_id": string | null,"effect": string,"expires_at": string | null,"id": string,"is_all_domains": boolean,"person_id": string,"reason": string,"resource": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string | null,"effect": string,"expires_at"?: string | null,"id"?: string,"is_all_domains"?: boolean,"person_id": string,"reason": string,"resource": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "action"?: string,"created_at"?: string,"created_by"?: string | null,"domain_id"?: string | null,"effect"?: string,"expires_at"?: string | null,"id"?: string,"is_all_domains"?: boolean,"person_id"?: string,"reason"?: string,"resource"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "person_permissions_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "person_permissions_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "person_permissions_resource_action_fkey"
      columns: ["resource","action"]
isOneToOne: false
      referencedRelation: "permissions"
      referencedColumns: ["resource","action"]
    }
                  ]
                },"person_prefs": {
                  Row: {
                    "key": string,"person_id": string,"value": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "key": string,"person_id": string,"value": NonNullable<Json>
                  }
                  Update: {
                    "key"?: string,"person_id"?: string,"value"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "person_prefs_key_fkey"
      columns: ["key"]
isOneToOne: false
      referencedRelation: "preference_keys"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "person_prefs_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"platform_users": {
                  Row: {
                    "created_at": string,"domain_id": string,"email": string | null,"external_id": string,"id": string,"joined_at": string,"referred_at": string | null,"referrer_id": string | null,"status": string,"tag": string | null,"tag_chosen_at": string | null,"told_at": string | null,"told_by": string | null,"updated_at": string,"version": number,"wallets": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"email"?: string | null,"external_id": string,"id"?: string,"joined_at": string,"referred_at"?: string | null,"referrer_id"?: string | null,"status"?: string,"tag"?: string | null,"tag_chosen_at"?: string | null,"told_at"?: string | null,"told_by"?: string | null,"updated_at"?: string,"version"?: number,"wallets"?: (string)[]
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"email"?: string | null,"external_id"?: string,"id"?: string,"joined_at"?: string,"referred_at"?: string | null,"referrer_id"?: string | null,"status"?: string,"tag"?: string | null,"tag_chosen_at"?: string | null,"told_at"?: string | null,"told_by"?: string | null,"updated_at"?: string,"version"?: number,"wallets"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "platform_users_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "platform_users_referrer_id_fkey"
      columns: ["domain_id","referrer_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"preference_keys": {
                  Row: {
                    "default_value": NonNullable<Json>,"description": string,"key": string,"value_schema": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "default_value": NonNullable<Json>,"description": string,"key": string,"value_schema": NonNullable<Json>
                  }
                  Update: {
                    "default_value"?: NonNullable<Json>,"description"?: string,"key"?: string,"value_schema"?: NonNullable<Json>
                  }
                  Relationships: [
                    
                  ]
                },"referral_programmes": {
                  Row: {
                    "created_at": string,"created_by": string | null,"discount_ppm": number,"domain_id": string,"hold_days": number,"id": string,"levels": number,"live_during": unknown,"name": string,"paused_during": unknown,"status": string,"tier_basis": string,"updated_at": string,"version": number,"window_days": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"discount_ppm"?: number,"domain_id": string,"hold_days"?: number,"id"?: string,"levels"?: number,"live_during"?: unknown,"name": string,"paused_during"?: unknown,"status"?: string,"tier_basis"?: string,"updated_at"?: string,"version"?: number,"window_days"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"discount_ppm"?: number,"domain_id"?: string,"hold_days"?: number,"id"?: string,"levels"?: number,"live_during"?: unknown,"name"?: string,"paused_during"?: unknown,"status"?: string,"tier_basis"?: string,"updated_at"?: string,"version"?: number,"window_days"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "referral_programmes_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"report_schedules": {
                  Row: {
                    "cadence": string,"domain_id": string,"last_at": string | null,"next_at": string,"on_day": number,"recipient_ids": (string)[],"report_id": string,"send_at": string,"time_zone": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cadence": string,"domain_id": string,"last_at"?: string | null,"next_at": string,"on_day": number,"recipient_ids": (string)[],"report_id": string,"send_at": string,"time_zone": string
                  }
                  Update: {
                    "cadence"?: string,"domain_id"?: string,"last_at"?: string | null,"next_at"?: string,"on_day"?: number,"recipient_ids"?: (string)[],"report_id"?: string,"send_at"?: string,"time_zone"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "report_schedules_report_id_fkey"
      columns: ["domain_id","report_id"]
isOneToOne: true
      referencedRelation: "saved_reports"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"retention_archives": {
                  Row: {
                    "claimed_by": string | null,"claimed_until": string | null,"created_at": string,"dropped_at": string | null,"fault": string | null,"from_at": string,"history": string,"id": string,"parts": number,"row_count": number,"state": string,"to_at": string,"updated_at": string,"version": number,"written_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "claimed_by"?: string | null,"claimed_until"?: string | null,"created_at"?: string,"dropped_at"?: string | null,"fault"?: string | null,"from_at": string,"history": string,"id"?: string,"parts"?: number,"row_count"?: number,"state"?: string,"to_at": string,"updated_at"?: string,"version"?: number,"written_at"?: string | null
                  }
                  Update: {
                    "claimed_by"?: string | null,"claimed_until"?: string | null,"created_at"?: string,"dropped_at"?: string | null,"fault"?: string | null,"from_at"?: string,"history"?: string,"id"?: string,"parts"?: number,"row_count"?: number,"state"?: string,"to_at"?: string,"updated_at"?: string,"version"?: number,"written_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "retention_archives_history_fkey"
      columns: ["history"]
isOneToOne: false
      referencedRelation: "retention_policies"
      referencedColumns: ["history"]
    }
                  ]
                },"retention_policies": {
                  Row: {
                    "action": string,"created_at": string,"history": string,"keep_days": number | null,"least_days": number,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"created_at"?: string,"history": string,"keep_days"?: number | null,"least_days": number,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "action"?: string,"created_at"?: string,"history"?: string,"keep_days"?: number | null,"least_days"?: number,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"revertible_tables": {
                  Row: {
                    "columns": (string)[],"created_at": string,"permission": string,"resource": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "columns": (string)[],"created_at"?: string,"permission": string,"resource": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "columns"?: (string)[],"created_at"?: string,"permission"?: string,"resource"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"risk_reviews": {
                  Row: {
                    "created_at": string,"decision": string,"domain_id": string,"id": string,"platform_user_id": string,"reason": string,"reviewed_by": string | null,"score": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"decision": string,"domain_id": string,"id"?: string,"platform_user_id": string,"reason": string,"reviewed_by"?: string | null,"score": number
                  }
                  Update: {
                    "created_at"?: string,"decision"?: string,"domain_id"?: string,"id"?: string,"platform_user_id"?: string,"reason"?: string,"reviewed_by"?: string | null,"score"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "risk_reviews_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"risk_scores": {
                  Row: {
                    "domain_id": string,"model_version": string,"platform_user_id": string,"reasons": NonNullable<Json>,"score": number,"scored_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "domain_id": string,"model_version": string,"platform_user_id": string,"reasons": NonNullable<Json>,"score": number,"scored_at"?: string
                  }
                  Update: {
                    "domain_id"?: string,"model_version"?: string,"platform_user_id"?: string,"reasons"?: NonNullable<Json>,"score"?: number,"scored_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "risk_scores_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"role_permissions": {
                  Row: {
                    "action": string,"reach": string,"resource": string,"role_key": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"reach"?: string,"resource": string,"role_key": string
                  }
                  Update: {
                    "action"?: string,"reach"?: string,"resource"?: string,"role_key"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "role_permissions_resource_action_fkey"
      columns: ["resource","action"]
isOneToOne: false
      referencedRelation: "permissions"
      referencedColumns: ["resource","action"]
    },{
      foreignKeyName: "role_permissions_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"roles": {
                  Row: {
                    "created_at": string,"is_domain_bound": boolean,"is_invitable": boolean,"is_mfa_required": boolean,"is_system": boolean,"key": string,"landing_route": string,"rank": number,"title": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"is_domain_bound"?: boolean,"is_invitable"?: boolean,"is_mfa_required"?: boolean,"is_system"?: boolean,"key": string,"landing_route": string,"rank": number,"title": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"is_domain_bound"?: boolean,"is_invitable"?: boolean,"is_mfa_required"?: boolean,"is_system"?: boolean,"key"?: string,"landing_route"?: string,"rank"?: number,"title"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"saved_reports": {
                  Row: {
                    "created_at": string,"domain_id": string,"id": string,"owner_id": string,"params": NonNullable<Json>,"role_key": string | null,"title": string,"updated_at": string,"version": number,"visibility": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"id"?: string,"owner_id": string,"params": NonNullable<Json>,"role_key"?: string | null,"title": string,"updated_at"?: string,"version"?: number,"visibility"?: string
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"id"?: string,"owner_id"?: string,"params"?: NonNullable<Json>,"role_key"?: string | null,"title"?: string,"updated_at"?: string,"version"?: number,"visibility"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "saved_reports_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "saved_reports_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "saved_reports_role_key_fkey"
      columns: ["role_key"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["key"]
    }
                  ]
                },"security_settings": {
                  Row: {
                    "commission_approval_above_ppm": number,"created_at": string,"fee_approval_above_ppm": number,"fee_cap_ppm": number,"id": boolean,"invitation_lifetime": string,"is_second_admin_required": boolean,"is_strong_auth_relaxed_locally": boolean,"session_absolute_limit": string,"session_idle_limit": string,"step_up_max_age": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "commission_approval_above_ppm"?: number,"created_at"?: string,"fee_approval_above_ppm"?: number,"fee_cap_ppm"?: number,"id"?: boolean,"invitation_lifetime"?: string,"is_second_admin_required"?: boolean,"is_strong_auth_relaxed_locally"?: boolean,"session_absolute_limit"?: string,"session_idle_limit"?: string,"step_up_max_age"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "commission_approval_above_ppm"?: number,"created_at"?: string,"fee_approval_above_ppm"?: number,"fee_cap_ppm"?: number,"id"?: boolean,"invitation_lifetime"?: string,"is_second_admin_required"?: boolean,"is_strong_auth_relaxed_locally"?: boolean,"session_absolute_limit"?: string,"session_idle_limit"?: string,"step_up_max_age"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"sensitive_operations": {
                  Row: {
                    "created_at": string,"max_age": string | null,"needs_reason": boolean,"needs_strong_auth": boolean,"rpc": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"max_age"?: string | null,"needs_reason"?: boolean,"needs_strong_auth"?: boolean,"rpc": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"max_age"?: string | null,"needs_reason"?: boolean,"needs_strong_auth"?: boolean,"rpc"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"session_events": {
                  Row: {
                    "agent_key": string | null,"conversation_id": string | null,"deployment_target": string,"domain_id": string,"environment": string,"has_clock_skew": boolean,"id": string,"kind": Database["public"]['Enums']["visitor_event_kind"],"occurred_at": string,"properties": NonNullable<Json>,"received_at": string,"session_id": string,"url": string | null,"visitor_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_key"?: string | null,"conversation_id"?: string | null,"deployment_target": string,"domain_id": string,"environment": string,"has_clock_skew": boolean,"id": string,"kind": Database["public"]['Enums']["visitor_event_kind"],"occurred_at": string,"properties"?: NonNullable<Json>,"received_at": string,"session_id": string,"url"?: string | null,"visitor_id": string
                  }
                  Update: {
                    "agent_key"?: string | null,"conversation_id"?: string | null,"deployment_target"?: string,"domain_id"?: string,"environment"?: string,"has_clock_skew"?: boolean,"id"?: string,"kind"?: Database["public"]['Enums']["visitor_event_kind"],"occurred_at"?: string,"properties"?: NonNullable<Json>,"received_at"?: string,"session_id"?: string,"url"?: string | null,"visitor_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"sync_configs": {
                  Row: {
                    "created_at": string,"created_by": string | null,"direction": string,"domain_id": string,"field_map": NonNullable<Json>,"filters": NonNullable<Json>,"id": string,"integration_id": string,"is_enabled": boolean,"objects": (string)[],"schedule": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"direction"?: string,"domain_id": string,"field_map": NonNullable<Json>,"filters"?: NonNullable<Json>,"id"?: string,"integration_id": string,"is_enabled"?: boolean,"objects": (string)[],"schedule"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"direction"?: string,"domain_id"?: string,"field_map"?: NonNullable<Json>,"filters"?: NonNullable<Json>,"id"?: string,"integration_id"?: string,"is_enabled"?: boolean,"objects"?: (string)[],"schedule"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "sync_configs_integration_id_fkey"
      columns: ["domain_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"sync_records": {
                  Row: {
                    "config_id": string,"created_at": string,"domain_id": string,"error": string | null,"hash": string,"id": string,"last_synced_at": string | null,"local_id": string,"message": string | null,"object": string,"remote_id": string | null,"run_id": string,"state": string,"trace_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "config_id": string,"created_at"?: string,"domain_id": string,"error"?: string | null,"hash": string,"id"?: string,"last_synced_at"?: string | null,"local_id": string,"message"?: string | null,"object": string,"remote_id"?: string | null,"run_id": string,"state": string,"trace_id": string,"updated_at"?: string
                  }
                  Update: {
                    "config_id"?: string,"created_at"?: string,"domain_id"?: string,"error"?: string | null,"hash"?: string,"id"?: string,"last_synced_at"?: string | null,"local_id"?: string,"message"?: string | null,"object"?: string,"remote_id"?: string | null,"run_id"?: string,"state"?: string,"trace_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sync_records_config_id_fkey"
      columns: ["domain_id","config_id"]
isOneToOne: false
      referencedRelation: "sync_configs"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"sync_runs": {
                  Row: {
                    "batches": number,"claimed_at": string,"config_id": string,"created": number,"cursor_after": string | null,"cursor_object": string | null,"domain_id": string,"error": string | null,"failed": number,"finished_at": string | null,"id": string,"is_read": boolean,"kind": string,"paused_at": string | null,"pending": number,"scanned": number,"skipped": number,"started_at": string,"started_by": string | null,"state": string,"unchanged": number,"updated": number
                  }
                  ComputedFields: never
                  Insert: {
                    "batches"?: number,"claimed_at"?: string,"config_id": string,"created"?: number,"cursor_after"?: string | null,"cursor_object"?: string | null,"domain_id": string,"error"?: string | null,"failed"?: number,"finished_at"?: string | null,"id"?: string,"is_read"?: boolean,"kind": string,"paused_at"?: string | null,"pending"?: number,"scanned"?: number,"skipped"?: number,"started_at"?: string,"started_by"?: string | null,"state"?: string,"unchanged"?: number,"updated"?: number
                  }
                  Update: {
                    "batches"?: number,"claimed_at"?: string,"config_id"?: string,"created"?: number,"cursor_after"?: string | null,"cursor_object"?: string | null,"domain_id"?: string,"error"?: string | null,"failed"?: number,"finished_at"?: string | null,"id"?: string,"is_read"?: boolean,"kind"?: string,"paused_at"?: string | null,"pending"?: number,"scanned"?: number,"skipped"?: number,"started_at"?: string,"started_by"?: string | null,"state"?: string,"unchanged"?: number,"updated"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "sync_runs_config_id_fkey"
      columns: ["domain_id","config_id"]
isOneToOne: false
      referencedRelation: "sync_configs"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "sync_runs_started_by_fkey"
      columns: ["started_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"ticket_comments": {
                  Row: {
                    "author_id": string,"body": string,"created_at": string,"domain_id": string,"id": string,"idempotency_key": string | null,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id": string,"body": string,"created_at"?: string,"domain_id": string,"id"?: string,"idempotency_key"?: string | null,"ticket_id": string
                  }
                  Update: {
                    "author_id"?: string,"body"?: string,"created_at"?: string,"domain_id"?: string,"id"?: string,"idempotency_key"?: string | null,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_comments_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_comments_ticket_id_fkey"
      columns: ["domain_id","ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"ticket_events": {
                  Row: {
                    "actor": string,"actor_id": string | null,"created_at": string,"domain_id": string,"from_value": string | null,"id": string,"kind": string,"ticket_id": string,"to_value": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "actor": string,"actor_id"?: string | null,"created_at"?: string,"domain_id": string,"from_value"?: string | null,"id"?: string,"kind": string,"ticket_id": string,"to_value"?: string | null
                  }
                  Update: {
                    "actor"?: string,"actor_id"?: string | null,"created_at"?: string,"domain_id"?: string,"from_value"?: string | null,"id"?: string,"kind"?: string,"ticket_id"?: string,"to_value"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_events_actor_id_fkey"
      columns: ["actor_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_events_ticket_id_fkey"
      columns: ["domain_id","ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"ticket_links": {
                  Row: {
                    "created_at": string,"domain_id": string,"endpoint_id": string | null,"id": string,"identifier": string | null,"mapped_at": string | null,"mapped_delivery_id": string | null,"mapped_state_type": string | null,"provider": string,"provider_delivery_id": string | null,"provider_updated_at": string | null,"state_name": string | null,"state_type": string | null,"ticket_id": string,"url": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"endpoint_id"?: string | null,"id"?: string,"identifier"?: string | null,"mapped_at"?: string | null,"mapped_delivery_id"?: string | null,"mapped_state_type"?: string | null,"provider"?: string,"provider_delivery_id"?: string | null,"provider_updated_at"?: string | null,"state_name"?: string | null,"state_type"?: string | null,"ticket_id": string,"url"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"endpoint_id"?: string | null,"id"?: string,"identifier"?: string | null,"mapped_at"?: string | null,"mapped_delivery_id"?: string | null,"mapped_state_type"?: string | null,"provider"?: string,"provider_delivery_id"?: string | null,"provider_updated_at"?: string | null,"state_name"?: string | null,"state_type"?: string | null,"ticket_id"?: string,"url"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_links_endpoint_id_fkey"
      columns: ["domain_id","endpoint_id"]
isOneToOne: false
      referencedRelation: "webhook_endpoints"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "ticket_links_ticket_id_fkey"
      columns: ["domain_id","ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"ticket_notes": {
                  Row: {
                    "author_id": string,"body": string,"created_at": string,"domain_id": string,"id": string,"idempotency_key": string | null,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id": string,"body": string,"created_at"?: string,"domain_id": string,"id"?: string,"idempotency_key"?: string | null,"ticket_id": string
                  }
                  Update: {
                    "author_id"?: string,"body"?: string,"created_at"?: string,"domain_id"?: string,"id"?: string,"idempotency_key"?: string | null,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_notes_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_notes_ticket_id_fkey"
      columns: ["domain_id","ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"ticket_providers": {
                  Row: {
                    "created_at": string,"domain_id": string,"endpoint_id": string | null,"id": string,"provider": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"endpoint_id"?: string | null,"id"?: string,"provider": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"endpoint_id"?: string | null,"id"?: string,"provider"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_providers_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: true
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_providers_endpoint_id_fkey"
      columns: ["domain_id","endpoint_id"]
isOneToOne: false
      referencedRelation: "webhook_endpoints"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"ticket_statuses": {
                  Row: {
                    "is_open": boolean,"key": string,"linear_state_type": string | null,"position": number,"sla_clock": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "is_open": boolean,"key": string,"linear_state_type"?: string | null,"position": number,"sla_clock": string,"title": string
                  }
                  Update: {
                    "is_open"?: boolean,"key"?: string,"linear_state_type"?: string | null,"position"?: number,"sla_clock"?: string,"title"?: string
                  }
                  Relationships: [
                    
                  ]
                },"ticket_transitions": {
                  Row: {
                    "actor": string,"from_status": string,"is_on_reply": boolean,"to_status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor": string,"from_status": string,"is_on_reply"?: boolean,"to_status": string
                  }
                  Update: {
                    "actor"?: string,"from_status"?: string,"is_on_reply"?: boolean,"to_status"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_transitions_from_status_fkey"
      columns: ["from_status"]
isOneToOne: false
      referencedRelation: "ticket_statuses"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "ticket_transitions_to_status_fkey"
      columns: ["to_status"]
isOneToOne: false
      referencedRelation: "ticket_statuses"
      referencedColumns: ["key"]
    }
                  ]
                },"tickets": {
                  Row: {
                    "assignee_id": string | null,"case_id": string | null,"close_reason": string | null,"closed_at": string | null,"conversation_id": string | null,"conversation_link": string | null,"created_at": string,"description": string,"domain_id": string,"expected_answer": string | null,"first_responded_at": string | null,"id": string,"idempotency_key": string | null,"is_resolution_late": boolean,"is_response_late": boolean,"kind": string,"message_content": string | null,"message_id": string | null,"number": number,"order_id": string | null,"platform_user_id": string | null,"priority": string,"reopened": number,"reporter_id": string,"resolution_due_at": string | null,"resolved_at": string | null,"response_due_at": string | null,"sla_policy_id": string | null,"sla_running_since": string | null,"sla_used": number,"status": string,"subtype": string | null,"title": string,"tsv": unknown,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "assignee_id"?: string | null,"case_id"?: string | null,"close_reason"?: string | null,"closed_at"?: string | null,"conversation_id"?: string | null,"conversation_link"?: never,"created_at"?: string,"description"?: string,"domain_id": string,"expected_answer"?: string | null,"first_responded_at"?: string | null,"id"?: string,"idempotency_key"?: string | null,"is_resolution_late"?: boolean,"is_response_late"?: boolean,"kind": string,"message_content"?: string | null,"message_id"?: string | null,"number": number,"order_id"?: string | null,"platform_user_id"?: string | null,"priority"?: string,"reopened"?: number,"reporter_id": string,"resolution_due_at"?: string | null,"resolved_at"?: string | null,"response_due_at"?: string | null,"sla_policy_id"?: string | null,"sla_running_since"?: string | null,"sla_used"?: number,"status"?: string,"subtype"?: string | null,"title": string,"tsv"?: never,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "assignee_id"?: string | null,"case_id"?: string | null,"close_reason"?: string | null,"closed_at"?: string | null,"conversation_id"?: string | null,"conversation_link"?: never,"created_at"?: string,"description"?: string,"domain_id"?: string,"expected_answer"?: string | null,"first_responded_at"?: string | null,"id"?: string,"idempotency_key"?: string | null,"is_resolution_late"?: boolean,"is_response_late"?: boolean,"kind"?: string,"message_content"?: string | null,"message_id"?: string | null,"number"?: number,"order_id"?: string | null,"platform_user_id"?: string | null,"priority"?: string,"reopened"?: number,"reporter_id"?: string,"resolution_due_at"?: string | null,"resolved_at"?: string | null,"response_due_at"?: string | null,"sla_policy_id"?: string | null,"sla_running_since"?: string | null,"sla_used"?: number,"status"?: string,"subtype"?: string | null,"title"?: string,"tsv"?: never,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "tickets_assignee_id_fkey"
      columns: ["assignee_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_case_id_fkey"
      columns: ["domain_id","case_id"]
isOneToOne: false
      referencedRelation: "cases"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "tickets_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_order_id_fkey"
      columns: ["domain_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "tickets_platform_user_id_fkey"
      columns: ["domain_id","platform_user_id"]
isOneToOne: false
      referencedRelation: "platform_users"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "tickets_reporter_id_fkey"
      columns: ["reporter_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    }
                  ]
                },"tokens": {
                  Row: {
                    "address": string,"chain": string,"created_at": string,"decimals": number | null,"domain_id": string,"id": string,"provider": string | null,"symbol": string | null,"told_at": string | null,"told_by": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"chain": string,"created_at"?: string,"decimals"?: number | null,"domain_id": string,"id"?: string,"provider"?: string | null,"symbol"?: string | null,"told_at"?: string | null,"told_by"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string,"chain"?: string,"created_at"?: string,"decimals"?: number | null,"domain_id"?: string,"id"?: string,"provider"?: string | null,"symbol"?: string | null,"told_at"?: string | null,"told_by"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "tokens_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"topics": {
                  Row: {
                    "created_at": string,"domain_id": string,"id": string,"label": string,"merged_into_id": string | null,"name": string,"parent_id": string | null,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"id": string,"label": string,"merged_into_id"?: string | null,"name": string,"parent_id"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"id"?: string,"label"?: string,"merged_into_id"?: string | null,"name"?: string,"parent_id"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "topics_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "topics_merged_into_id_fkey"
      columns: ["domain_id","merged_into_id"]
isOneToOne: false
      referencedRelation: "topics"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "topics_parent_id_fkey"
      columns: ["domain_id","parent_id"]
isOneToOne: false
      referencedRelation: "topics"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"transactions": {
                  Row: {
                    "amount_minor": number,"chain_ref": string,"domain_id": string,"fee_asset": string,"fee_minor": number,"fee_usd_minor": number | null,"id": string,"occurred_at": string,"order_external_id": string | null,"order_type": string,"platform_user_id": string,"received_at": string,"side": string,"status": string,"token_id": string,"told_at": string,"told_by": string,"venue": string,"volume_usd_minor": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"chain_ref": string,"domain_id": string,"fee_asset": string,"fee_minor": number,"fee_usd_minor"?: number | null,"id"?: string,"occurred_at": string,"order_external_id"?: string | null,"order_type": string,"platform_user_id": string,"received_at"?: string,"side": string,"status": string,"token_id": string,"told_at": string,"told_by": string,"venue"?: string,"volume_usd_minor": number
                  }
                  Update: {
                    "amount_minor"?: number,"chain_ref"?: string,"domain_id"?: string,"fee_asset"?: string,"fee_minor"?: number,"fee_usd_minor"?: number | null,"id"?: string,"occurred_at"?: string,"order_external_id"?: string | null,"order_type"?: string,"platform_user_id"?: string,"received_at"?: string,"side"?: string,"status"?: string,"token_id"?: string,"told_at"?: string,"told_by"?: string,"venue"?: string,"volume_usd_minor"?: number
                  }
                  Relationships: [
                    
                  ]
                },"visitor_enrichments": {
                  Row: {
                    "company": NonNullable<Json>,"data": NonNullable<Json>,"domain_id": string,"id": string,"occurred_at": string,"source": string,"visitor_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company": NonNullable<Json>,"data": NonNullable<Json>,"domain_id": string,"id": string,"occurred_at": string,"source": string,"visitor_id": string
                  }
                  Update: {
                    "company"?: NonNullable<Json>,"data"?: NonNullable<Json>,"domain_id"?: string,"id"?: string,"occurred_at"?: string,"source"?: string,"visitor_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "visitor_enrichments_visitor_id_fkey"
      columns: ["domain_id","visitor_id"]
isOneToOne: false
      referencedRelation: "visitors"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"visitor_sessions": {
                  Row: {
                    "created_at": string,"domain_id": string,"first_event_at": string,"first_event_id": string,"id": string,"is_test": boolean,"landing_url": string | null,"last_activity_at": string,"updated_at": string,"visitor_id": string,"widget_visible_ms": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"domain_id": string,"first_event_at": string,"first_event_id": string,"id": string,"is_test": boolean,"landing_url"?: string | null,"last_activity_at": string,"updated_at"?: string,"visitor_id": string,"widget_visible_ms"?: number
                  }
                  Update: {
                    "created_at"?: string,"domain_id"?: string,"first_event_at"?: string,"first_event_id"?: string,"id"?: string,"is_test"?: boolean,"landing_url"?: string | null,"last_activity_at"?: string,"updated_at"?: string,"visitor_id"?: string,"widget_visible_ms"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "visitor_sessions_visitor_id_fkey"
      columns: ["domain_id","visitor_id"]
isOneToOne: false
      referencedRelation: "visitors"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"visitors": {
                  Row: {
                    "account_id": string | null,"company_domain": string | null,"created_at": string,"domain_id": string,"email": string | null,"email_at": string | null,"email_event_id": string | null,"enriched_at": string | null,"enrichment_data": NonNullable<Json>,"enrichment_event_id": string | null,"enrichment_source": string | null,"first_seen_at": string,"id": string,"is_test": boolean,"last_seen_at": string,"merged_into_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id"?: string | null,"company_domain"?: string | null,"created_at"?: string,"domain_id": string,"email"?: string | null,"email_at"?: string | null,"email_event_id"?: string | null,"enriched_at"?: string | null,"enrichment_data"?: NonNullable<Json>,"enrichment_event_id"?: string | null,"enrichment_source"?: string | null,"first_seen_at": string,"id": string,"is_test": boolean,"last_seen_at": string,"merged_into_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "account_id"?: string | null,"company_domain"?: string | null,"created_at"?: string,"domain_id"?: string,"email"?: string | null,"email_at"?: string | null,"email_event_id"?: string | null,"enriched_at"?: string | null,"enrichment_data"?: NonNullable<Json>,"enrichment_event_id"?: string | null,"enrichment_source"?: string | null,"first_seen_at"?: string,"id"?: string,"is_test"?: boolean,"last_seen_at"?: string,"merged_into_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "visitors_account_id_fkey"
      columns: ["domain_id","account_id"]
isOneToOne: false
      referencedRelation: "account_stats"
      referencedColumns: ["domain_id","account_id"]
    },{
      foreignKeyName: "visitors_account_id_fkey"
      columns: ["domain_id","account_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "visitors_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "visitors_merged_into_id_fkey"
      columns: ["domain_id","merged_into_id"]
isOneToOne: false
      referencedRelation: "visitors"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"webhook_deliveries": {
                  Row: {
                    "attempt": number,"attempted_at": string,"body": string,"domain_id": string,"endpoint_id": string,"error": string | null,"id": string,"message_id": string,"status_code": number | null,"topic": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt": number,"attempted_at"?: string,"body": string,"domain_id": string,"endpoint_id": string,"error"?: string | null,"id"?: string,"message_id": string,"status_code"?: number | null,"topic": string
                  }
                  Update: {
                    "attempt"?: number,"attempted_at"?: string,"body"?: string,"domain_id"?: string,"endpoint_id"?: string,"error"?: string | null,"id"?: string,"message_id"?: string,"status_code"?: number | null,"topic"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_deliveries_endpoint_id_fkey"
      columns: ["domain_id","endpoint_id"]
isOneToOne: false
      referencedRelation: "webhook_endpoints"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"webhook_endpoints": {
                  Row: {
                    "created_at": string,"created_by": string,"domain_id": string,"id": string,"is_active": boolean,"old_secret_ends_at": string | null,"old_secret_id": string | null,"secret_id": string | null,"topics": (string)[],"updated_at": string,"url": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"domain_id": string,"id"?: string,"is_active"?: boolean,"old_secret_ends_at"?: string | null,"old_secret_id"?: string | null,"secret_id"?: string | null,"topics": (string)[],"updated_at"?: string,"url": string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"domain_id"?: string,"id"?: string,"is_active"?: boolean,"old_secret_ends_at"?: string | null,"old_secret_id"?: string | null,"secret_id"?: string | null,"topics"?: (string)[],"updated_at"?: string,"url"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_endpoints_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "webhook_endpoints_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            "account_stats": {
                  Row: {
                    "account_id": string,"conversations": number | null,"conversions": number | null,"domain_id": string,"intent": string | null,"last_activity_at": string | null,"sessions": number | null,"visitors": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "accounts_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                },"current_conversation_scores": {
                  Row: {
                    "conversation_id": string,"dimensions": NonNullable<Json>,"domain_id": string,"id": string,"reason": string | null,"rubric_version": number,"score": number,"scored_at": string,"scorer": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "conversation_scores_conversation_id_fkey"
      columns: ["domain_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["domain_id","id"]
    }
                  ]
                },"donation_details": {
                  Row: {
                    "amount_minor": number,"case_id": string | null,"contact_version": number | null,"currency": string,"domain_id": string,"donor_email": string | null,"donor_name": string | null,"donor_phone": string | null,"given_at": string,"id": string,"is_donor_masked": boolean | null,"method": string,"status": string,"version": number
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "donations_case_id_fkey"
      columns: ["domain_id","case_id"]
isOneToOne: false
      referencedRelation: "cases"
      referencedColumns: ["domain_id","id"]
    },{
      foreignKeyName: "donations_domain_id_fkey"
      columns: ["domain_id"]
isOneToOne: false
      referencedRelation: "domains"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Functions: {
            "activity_series":
{ Args: { "bucket"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "active": number,"average_dau_30d": number,"begins_on": string,"from_at": string,"mau_30d": number,"metric": string,"state": string,"stickiness": number,"to_at": string,"wau_7d": number
            }[]
                           },
"add_cohort_member":
{ Args: { "cohort_id": string,"domain_id": string,"ends_at"?: string,"platform_user_id": string,"reason": string }; Returns: {
              "cohort_id": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"platform_user_id": string,
"updated_at": string,
"valid": unknown,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "cohort_members"
        isOneToOne: true
        isSetofReturn: false
      } },
"agent_history":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"with_agent"?: string }; Returns: {
              "agent_key": string,"at": string,"became": string,"cursor": string,"domain_id": string,"id": string,"kind": string,"message": string,"person_id": string,"was": string
            }[]
                           },
"announce":
{ Args: { "audience"?: string,"body"?: string,"expires_at"?: string,"idempotency_key"?: string,"link"?: string,"org_id"?: string,"role_key"?: string,"severity"?: string,"title": string }; Returns: {
              "audience": string,
"body": string,
"created_at": string,
"created_by": string,
"expires_at": string | null,
"finished_at": string | null,
"id": string,
"idempotency_key": string | null,
"link": string | null,
"org_id": string | null,
"role_key": string | null,
"severity": string,
"title": string,
"told": number,
"told_up_to": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "announcements"
        isOneToOne: true
        isSetofReturn: false
      } },
"approve_operation":
{ Args: { "approval_id": string }; Returns: {
              "approved_by": string | null,
"arguments": NonNullable<Json>,
"created_at": string,
"domain_id": string | null,
"expires_at": string,
"id": string,
"permission": string,
"reason": string,
"requested_by": string,
"rpc": string,
"subject_id": string,
"updated_at": string,
"used_at": string | null,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "approvals"
        isOneToOne: true
        isSetofReturn: false
      } },
"archive_client":
{ Args: { "client_id": string,"expected_version": number,"reason"?: string }; Returns: {
              "archived_at": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"name": string,
"plan": string,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "clients"
        isOneToOne: true
        isSetofReturn: false
      } },
"archive_domain":
{ Args: { "domain_id": string,"expected_version": number,"reason"?: string }; Returns: {
              "archived_at": string | null,
"client_id": string,
"created_at": string,
"created_by": string | null,
"environment": string,
"id": string,
"is_consent_required": boolean,
"site_domain": string,
"stats_valid_from": string | null,
"updated_at": string,
"verified_at": string | null,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "domains"
        isOneToOne: true
        isSetofReturn: false
      } },
"archive_section":
{ Args: { "domain_id": string,"expected_version": number,"section_id": string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"assign_domains":
{ Args: { "domain_ids": (string)[],"expected_version": number,"is_all_domains"?: boolean,"person_id": string,"reason"?: string,"role_key"?: string }; Returns: {
              "allowed_providers": (string)[],
"auth_user_id": string | null,
"avatar_path": string | null,
"created_at": string,
"created_by": string | null,
"display_name": string,
"email": string,
"id": string,
"locale": string,
"org_id": string | null,
"phone": string | null,
"role_key": string,
"sessions_valid_after": string,
"status": string,
"time_zone": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "people"
        isOneToOne: true
        isSetofReturn: false
      } },
"assign_guardian":
{ Args: { "case_id": string,"domain_id": string,"guardian_id": string,"role"?: string }; Returns: {
              "case_id": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"guardian_id": string,
"id": string,
"role": string,
"updated_at": string,
"valid": unknown,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "case_guardians"
        isOneToOne: true
        isSetofReturn: false
      } },
"assign_ticket":
{ Args: { "assignee_id": string,"domain_id": string,"expected_version": number,"ticket_id": string }; Returns: number
                           },
"before_user_created_hook":
{ Args: { "event": Json }; Returns: Json
                           },
"begin_hubspot_connect":
{ Args: { "domain_id": string }; Returns: Json
                           },
"cancel_invitation":
{ Args: { "invitation_id": string,"reason"?: string }; Returns: {
              "accepted_at": string | null,
"cancelled_at": string | null,
"created_at": string,
"expires_at": string,
"id": string,
"idempotency_key": string | null,
"invited_by": string,
"last_sent_at": string,
"person_id": string,
"sent_count": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "invitations"
        isOneToOne: true
        isSetofReturn: false
      } },
"cancel_sync":
{ Args: { "domain_id": string,"run_id": string }; Returns: {
              "batches": number,
"claimed_at": string,
"config_id": string,
"created": number,
"cursor_after": string | null,
"cursor_object": string | null,
"domain_id": string,
"error": string | null,
"failed": number,
"finished_at": string | null,
"id": string,
"is_read": boolean,
"kind": string,
"paused_at": string | null,
"pending": number,
"scanned": number,
"skipped": number,
"started_at": string,
"started_by": string | null,
"state": string,
"unchanged": number,
"updated": number
            }
                          SetofOptions: {
        from: "*"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"changes_since":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"claim_archive":
{ Args: { "lease"?: string,"page_size"?: number,"worker": string }; Returns: Json
                           },
"claim_commissions":
{ Args: { "domain_id": string,"idempotency_key": string,"platform_user_id": string }; Returns: {
              "amount_minor": number,
"asset": string,
"created_at": string,
"domain_id": string,
"id": string,
"idempotency_key": string,
"platform_user_id": string,
"usd_minor": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "commission_payouts"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_event_backfill":
{ Args: { "lease"?: string,"worker": string }; Returns: {
              "attempt": number,"body": Json,"domain_id": string,"message_id": string,"url": string
            }[]
                           },
"claim_events":
{ Args: { "lease"?: string,"worker": string }; Returns: {
              "attempt": number,"body": Json,"domain_id": string,"message_id": string,"url": string
            }[]
                           },
"claim_outbox":
{ Args: { "lease"?: string,"page_size"?: number,"topic_prefix"?: string,"worker": string }; Returns: {
              "attempt": number,"created_at": string,"dedupe_key": string,"domain_id": string,"id": string,"payload": Json,"topic": string
            }[]
                           },
"claim_sync_batch":
{ Args: { "lease"?: string,"page_size"?: number,"worker": string }; Returns: {
              "attempt": number,"batch_id": string,"domain_id": string,"inputs": Json,"integration_id": string,"object": string,"provider": string,"run_id": string
            }[]
                           },
"claim_token_refresh":
{ Args: { "lease"?: string,"page_size"?: number,"worker": string }; Returns: {
              "attempt": number,"domain_id": string,"integration_id": string,"portal_id": string,"provider": string,"refresh_token": string
            }[]
                           },
"client_dashboard":
{ Args: { "filter"?: Json,"time_zone"?: string }; Returns: Json
                           },
"clone_role":
{ Args: { "new_key": string,"role_key": string,"title": string }; Returns: {
              "created_at": string,
"is_domain_bound": boolean,
"is_invitable": boolean,
"is_mfa_required": boolean,
"is_system": boolean,
"key": string,
"landing_route": string,
"rank": number,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "roles"
        isOneToOne: true
        isSetofReturn: false
      } },
"close_commission_rule":
{ Args: { "domain_id": string,"reason": string,"rule_id": string }; Returns: {
              "base": string,
"bonus_ppm": number,
"bonus_volume_usd_minor": number,
"closed_at": string | null,
"closed_by": string | null,
"closed_reason": string | null,
"cohort_id": string | null,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"ends_at": string | null,
"id": string,
"level": number,
"min_volume_usd_minor": number,
"platform_user_id": string | null,
"programme_id": string | null,
"rate_ppm": number,
"reason": string,
"starts_at": string,
"updated_at": string,
"valid": unknown,
"version": number,
"whom_key": string
            }
                          SetofOptions: {
        from: "*"
        to: "commission_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"close_fee_rule":
{ Args: { "domain_id": string,"reason": string,"rule_id": string }; Returns: {
              "closed_at": string | null,
"closed_by": string | null,
"closed_reason": string | null,
"cohort_id": string | null,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"ends_at": string | null,
"id": string,
"kind": string,
"limit_asset": string | null,
"max_minor": number | null,
"min_minor": number | null,
"order_id": string | null,
"order_type": string | null,
"platform_user_id": string | null,
"provider": string | null,
"rate_ppm": number,
"reason": string,
"scope_key": string,
"specificity": number,
"starts_at": string,
"token_id": string | null,
"updated_at": string,
"valid": unknown,
"version": number,
"what_key": string,
"whom_key": string
            }
                          SetofOptions: {
        from: "*"
        to: "fee_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"comment_ticket":
{ Args: { "body": string,"domain_id": string,"idempotency_key"?: string,"mentioned_ids"?: (string)[],"ticket_id": string }; Returns: string
                           },
"commission_statement":
{ Args: { "before"?: string,"domain_id": string,"platform_user_id": string,"since"?: string }; Returns: {
              "accrued_minor": number,"asset": string,"claimed_minor": number,"closing_minor": number,"opening_minor": number,"parts": Json,"reversed_minor": number
            }[]
                           },
"compare_section":
{ Args: { "domain_id": string,"from_number": number,"section_id": string,"to_number"?: number }; Returns: {
              "after": Json,"before": Json,"path": string
            }[]
                           },
"complete_outbox":
{ Args: { "message_id": string,"worker": string }; Returns: undefined
                           },
"config_history":
{ Args: { "after"?: number,"domain_id"?: string,"page_size"?: number,"slug": string }; Returns: {
              "changed_as": string,"changed_at": string,"changed_by": string,"config": Json,"enabled": boolean,"reason": string,"version": number
            }[]
                           },
"confirm_archive":
{ Args: { "archive_id": string,"part": number,"path": string,"row_count": number,"sha256": string,"worker": string }; Returns: Json
                           },
"conversation_detail":
{ Args: { "conversation_id": string,"domain_id": string }; Returns: Json
                           },
"create_alert_rule":
{ Args: { "cooldown_days"?: number,"direction"?: string,"domain_id": string,"event_name"?: string,"limit_value": number,"method": string,"metric": string,"min_volume"?: number,"time_zone"?: string,"title": string }; Returns: {
              "cooldown_days": number,
"created_at": string,
"direction": string,
"domain_id": string,
"event_name": string | null,
"id": string,
"is_active": boolean,
"limit_value": number,
"method": string,
"metric": string,
"min_volume": number,
"time_zone": string,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "alert_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_api_key":
{ Args: { "domain_id": string,"expires_at"?: string,"is_client_wide"?: boolean,"name": string,"rate_limit"?: number,"reason": string,"scopes": (string)[] }; Returns: Json
                           },
"create_chatbot_ticket":
{ Args: { "conversation_id": string,"domain_id": string,"expected_answer"?: string,"idempotency_key"?: string,"priority"?: string,"selected_message_id": string,"subtype": string }; Returns: string
                           },
"create_client":
{ Args: { "name": string,"plan"?: string,"status"?: string }; Returns: {
              "archived_at": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"name": string,
"plan": string,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "clients"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_cohort":
{ Args: { "domain_id": string,"kind"?: string,"name": string,"priority": number }; Returns: {
              "created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"kind": string,
"name": string,
"priority": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "cohorts"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_commission_rule":
{ Args: { "base"?: string,"bonus_ppm"?: number,"bonus_volume_usd_minor"?: number,"cohort_id"?: string,"domain_id": string,"ends_at"?: string,"level": number,"min_volume_usd_minor"?: number,"platform_user_id"?: string,"programme_id"?: string,"rate_ppm": number,"reason": string,"starts_at"?: string }; Returns: {
              "outcome": string,"rule_id": string
            }[]
                           },
"create_cycle":
{ Args: { "domain_id": string,"ends_at"?: string,"kind": string,"starts_at": string,"time_zone"?: string }; Returns: {
              "created_at": string,
"created_by": string | null,
"domain_id": string,
"ends_at": string,
"id": string,
"kind": string,
"starts_at": string,
"time_zone": string
            }
                          SetofOptions: {
        from: "*"
        to: "cycles"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_dashboard":
{ Args: { "domain_id": string,"role_key"?: string,"title": string,"visibility"?: string,"widgets"?: Json }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"owner_id": string,
"role_key": string | null,
"title": string,
"updated_at": string,
"version": number,
"visibility": string
            }
                          SetofOptions: {
        from: "*"
        to: "dashboards"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_domain":
{ Args: { "client_id": string,"environment"?: string,"site_domain": string }; Returns: {
              "archived_at": string | null,
"client_id": string,
"created_at": string,
"created_by": string | null,
"environment": string,
"id": string,
"is_consent_required": boolean,
"site_domain": string,
"stats_valid_from": string | null,
"updated_at": string,
"verified_at": string | null,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "domains"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_event_type":
{ Args: { "actor_kinds"?: (string)[],"description": string,"domain_id": string,"json_schema": Json,"name": string,"pii"?: Json }; Returns: {
              "actor_kinds": (string)[],
"created_at": string,
"description": string,
"domain_id": string,
"is_active": boolean,
"json_schema": NonNullable<Json>,
"name": string,
"pii": NonNullable<Json>,
"schema_version": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "event_catalog"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_fee_rule":
{ Args: { "domain_id": string,"ends_at"?: string,"kind"?: string,"limit_asset"?: string,"max_minor"?: number,"min_minor"?: number,"rate_ppm": number,"reason": string,"scope": Json,"starts_at"?: string }; Returns: {
              "outcome": string,"requoted": number,"rule_id": string
            }[]
                           },
"create_fee_rules":
{ Args: { "domain_id": string,"ends_at"?: string,"kind"?: string,"rate_ppm": number,"reason": string,"scope"?: Json,"starts_at"?: string,"token_ids": (string)[] }; Returns: {
              "outcome": string,"requoted": number,"rule_id": string
            }[]
                           },
"create_general_ticket":
{ Args: { "description"?: string,"domain_id": string,"idempotency_key"?: string,"priority"?: string,"title": string }; Returns: string
                           },
"create_invite_code":
{ Args: { "code": string,"cohort_id"?: string,"domain_id": string,"ends_at"?: string,"owner_user_id"?: string,"slots_total": number,"starts_at"?: string }; Returns: {
              "code": string,
"cohort_id": string | null,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"ends_at": string | null,
"id": string,
"is_active": boolean,
"owner_user_id": string | null,
"slots_total": number,
"slots_used": number,
"starts_at": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "invite_codes"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_referral_programme":
{ Args: { "discount_ppm": number,"domain_id": string,"hold_days"?: number,"levels"?: number,"name": string,"reason": string,"tier_basis"?: string,"window_days"?: number }; Returns: {
              "created_at": string,
"created_by": string | null,
"discount_ppm": number,
"domain_id": string,
"hold_days": number,
"id": string,
"levels": number,
"live_during": unknown,
"name": string,
"paused_during": unknown,
"status": string,
"tier_basis": string,
"updated_at": string,
"version": number,
"window_days": number
            }
                          SetofOptions: {
        from: "*"
        to: "referral_programmes"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_report":
{ Args: { "domain_id": string,"params": Json,"role_key"?: string,"title": string,"visibility"?: string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"owner_id": string,
"params": NonNullable<Json>,
"role_key": string | null,
"title": string,
"updated_at": string,
"version": number,
"visibility": string
            }
                          SetofOptions: {
        from: "*"
        to: "saved_reports"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_section":
{ Args: { "body"?: string,"domain_id": string,"idempotency_key"?: string,"locale"?: string,"questions"?: Json,"slug": string,"styling"?: Json,"title": string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_section_preview":
{ Args: { "domain_id": string,"minutes"?: number,"section_id": string }; Returns: {
              "expires_at": string,"token": string
            }[]
                           },
"create_topic":
{ Args: { "domain_id": string,"name": string,"parent_id"?: string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"label": string,
"merged_into_id": string | null,
"name": string,
"parent_id": string | null,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "topics"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_webhook_endpoint":
{ Args: { "domain_id": string,"reason": string,"topics": (string)[],"url": string }; Returns: Json
                           },
"custom_access_token_hook":
{ Args: { "event": Json }; Returns: Json
                           },
"dashboard_detail":
{ Args: { "dashboard_id": string,"domain_id": string }; Returns: Json
                           },
"dashboard_series":
{ Args: { "bucket"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "begins_on": string,"booked_with_agent": number,"booked_without_agent": number,"conversations": number,"converted": number,"demos": number,"displayed": number,"emails_only": number,"engaged": number,"from_at": string,"involved": number,"resolved": number,"seen_without_agent": number,"state": string,"to_at": string
            }[]
                           },
"delete_cycle":
{ Args: { "cycle_id": string,"domain_id": string }; Returns: undefined
                           },
"delete_dashboard":
{ Args: { "dashboard_id": string,"domain_id": string,"expected_version"?: number }; Returns: undefined
                           },
"delete_donation":
{ Args: { "domain_id": string,"donation_id": string,"expected_version": number }; Returns: undefined
                           },
"delete_event_type":
{ Args: { "domain_id": string,"expected_version"?: number,"name": string,"schema_version": number }; Returns: undefined
                           },
"delete_person":
{ Args: { "person_id": string,"reason": string,"reassign_to"?: string }; Returns: undefined
                           },
"delete_report":
{ Args: { "domain_id": string,"expected_version"?: number,"report_id": string }; Returns: undefined
                           },
"delete_visitor":
{ Args: { "domain_id": string,"reason": string,"visitor_id": string }; Returns: Json
                           },
"diagnose_access":
{ Args: Record<PropertyKey, never>; Returns: {
              "detail": string,"finding": string,"subject_id": string
            }[]
                           },
"disconnect_integration":
{ Args: { "domain_id": string,"integration_id": string,"reason"?: string }; Returns: {
              "access_secret_id": string | null,
"connected_at": string,
"connected_by": string | null,
"created_at": string,
"disconnected_at": string | null,
"domain_id": string,
"error": string | null,
"error_at": string | null,
"expires_at": string | null,
"id": string,
"portal_id": string,
"provider": string,
"refresh_at": string | null,
"refresh_secret_id": string | null,
"scopes": (string)[],
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "integrations"
        isOneToOne: true
        isSetofReturn: false
      } },
"download_export":
{ Args: { "domain_id": string,"export_id": string,"part"?: number }; Returns: Json
                           },
"dry_run_sync":
{ Args: { "config_id": string,"domain_id": string,"page_size"?: number }; Returns: Json
                           },
"event_activity":
{ Args: { "bucket"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "active_users": number,"begins_on": string,"events": number,"from_at": string,"state": string,"to_at": string
            }[]
                           },
"event_reconciliation":
{ Args: { "begins_on": string,"domain_id": string,"ends_on": string }; Returns: {
              "day": string,"difference": number,"event_type": string,"ours": number,"pulled": number
            }[]
                           },
"export_config":
{ Args: { "domain_id"?: string }; Returns: Json
                           },
"export_visitor":
{ Args: { "domain_id": string,"visitor_id": string }; Returns: Json
                           },
"fail_outbox":
{ Args: { "error": string,"is_final"?: boolean,"message_id": string,"worker": string }; Returns: string
                           },
"fail_refresh":
{ Args: { "domain_id": string,"error": string,"integration_id": string,"worker": string }; Returns: string
                           },
"fail_sync_batch":
{ Args: { "batch_id": string,"error": string,"retry_after"?: string,"worker": string }; Returns: string
                           },
"fee_history":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "change_ppm": number,"closed_at": string,"closed_by": string,"closed_reason": string,"created_at": string,"created_by": string,"cursor": string,"domain_id": string,"ends_at": string,"kind": string,"limit_asset": string,"max_minor": number,"min_minor": number,"previous_rate_ppm": number,"previous_rule_id": string,"rate_ppm": number,"rate_variation": number,"reason": string,"rule_id": string,"scope": Json,"starts_at": string
            }[]
                           },
"fee_schedule_at":
{ Args: { "after"?: string,"at": string,"domain_id": string,"page_size"?: number }; Returns: {
              "created_by": string,"cursor": string,"ends_at": string,"id": string,"kind": string,"limit_asset": string,"max_minor": number,"min_minor": number,"rate_ppm": number,"reason": string,"scope": Json,"specificity": number,"starts_at": string
            }[]
                           },
"fee_stats":
{ Args: { "cycle"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "begins_on": string,"commissions_usd_minor": number,"fees_usd_minor": number,"fees_variation": number,"from_at": string,"net_take_rate": number,"net_usd_minor": number,"previous_fees_usd_minor": number,"previous_take_rate": number,"state": string,"take_rate": number,"take_rate_variation": number,"to_at": string,"transactions": number,"unpriced": number,"volume_usd_minor": number,"waived_usd_minor": number
            }[]
                           },
"fees_by_user":
{ Args: { "after"?: string,"before": string,"domain_id": string,"page_size"?: number,"since": string }; Returns: {
              "cursor": string,"fees_usd_minor": number,"net_usd_minor": number,"platform_user_id": string,"rank": number,"share": number,"tag": string,"transactions": number,"volume_usd_minor": number
            }[]
                           },
"finish_hubspot_connect":
{ Args: { "access_token": string,"expires_in": number,"person_id": string,"portal_id": string,"refresh_token": string,"scopes"?: (string)[],"state": string }; Returns: string
                           },
"finish_revocation":
{ Args: { "revocation_id": string }; Returns: boolean
                           },
"get_config":
{ Args: { "domain_id"?: string,"slug": string }; Returns: Json
                           },
"global_search":
{ Args: { "domain_ids"?: (string)[],"page_size"?: number,"query": string }; Returns: {
              "domain_id": string,"id": string,"is_exact": boolean,"kind": string,"matched": string,"subtitle": string,"title": string
            }[]
                           },
"grant_person_permission":
{ Args: { "domain_id"?: string,"effect": string,"expires_at"?: string,"permission": string,"person_id": string,"reason": string }; Returns: {
              "action": string,
"created_at": string,
"created_by": string | null,
"domain_id": string | null,
"effect": string,
"expires_at": string | null,
"id": string,
"is_all_domains": boolean,
"person_id": string,
"reason": string,
"resource": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "person_permissions"
        isOneToOne: true
        isSetofReturn: false
      } },
"growth_accounting":
{ Args: { "bucket"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "active": number,"begins_on": string,"churned": number,"delta": number,"from_at": string,"new_people": number,"previous": number,"resurrected": number,"retained": number,"state": string,"to_at": string,"variation": number
            }[]
                           },
"hub_summary":
{ Args: { "domain_ids"?: (string)[] }; Returns: {
              "count": number,"is_more": boolean,"kind": string
            }[]
                           },
"import_config":
{ Args: { "document": Json,"dry_run"?: boolean,"reason"?: string }; Returns: Json
                           },
"ingest_agent_heartbeats":
{ Args: { "heartbeats": Json }; Returns: Json
                           },
"ingest_events":
{ Args: { "events": Json }; Returns: Json
                           },
"ingest_trades":
{ Args: { "entries": Json }; Returns: Json
                           },
"ingest_visitor_events":
{ Args: { "events": Json,"is_backfill"?: boolean }; Returns: Json
                           },
"integration_detail":
{ Args: { "domain_id": string,"integration_id": string }; Returns: Json
                           },
"integration_token":
{ Args: { "domain_id": string,"integration_id": string }; Returns: {
              "access_token": string,"expires_at": string,"portal_id": string,"provider": string
            }[]
                           },
"invite_collaborator":
{ Args: { "display_name"?: string,"domain_ids"?: (string)[],"email": string,"idempotency_key"?: string,"is_all_domains"?: boolean,"role_key": string }; Returns: {
              "accepted_at": string | null,
"cancelled_at": string | null,
"created_at": string,
"expires_at": string,
"id": string,
"idempotency_key": string | null,
"invited_by": string,
"last_sent_at": string,
"person_id": string,
"sent_count": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "invitations"
        isOneToOne: true
        isSetofReturn: false
      } },
"link_current_user":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"link_ticket":
{ Args: { "case_id"?: string,"domain_id": string,"expected_version": number,"order_id"?: string,"platform_user_id"?: string,"ticket_id": string }; Returns: number
                           },
"list_accounts":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "company_domain": string,"company_name": string,"conversations": number,"conversions": number,"cursor": string,"domain_id": string,"enrichment_data": Json,"id": string,"intent": string,"last_activity_at": string,"sessions": number,"visitors": number
            }[]
                           },
"list_agents":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "agent_key": string,"cursor": string,"decided_by": string,"domain_id": string,"is_enabled": boolean,"is_on": boolean,"last_heartbeat_at": string,"message": string,"name": string,"status": string,"version": number
            }[]
                           },
"list_alert_rules":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "alerted_on": string,"cooldown_days": number,"created_at": string,"cursor": string,"direction": string,"domain_id": string,"event_name": string,"id": string,"is_active": boolean,"limit_value": number,"method": string,"metric": string,"min_volume": number,"time_zone": string,"title": string,"version": number
            }[]
                           },
"list_alerts":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"state"?: string }; Returns: {
              "alert_state": string,"cursor": string,"day": string,"domain_id": string,"expected": number,"id": string,"is_provisional": boolean,"rule_id": string,"score": number,"title": string,"value": number,"version": number
            }[]
                           },
"list_api_keys":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "created_at": string,"created_by": string,"cursor": string,"domain_id": string,"expires_at": string,"id": string,"is_client_wide": boolean,"last_used_at": string,"name": string,"old_key_ends_at": string,"prefix": string,"rate_limit": number,"revoked_at": string,"revoked_by": string,"scopes": (string)[]
            }[]
                           },
"list_cases":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "archived_at": string,"category": string,"code": string,"completed_at": string,"created_at": string,"currency": string,"cursor": string,"domain_id": string,"goal_minor": number,"id": string,"location": string,"org_id": string,"priority": string,"published_at": string,"species": string,"status": string,"title": string,"version": number
            }[]
                           },
"list_cohorts":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "created_at": string,"cursor": string,"domain_id": string,"id": string,"kind": string,"member_count": number,"name": string,"priority": number,"version": number
            }[]
                           },
"list_commission_accruals":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "amount_minor": number,"asset": string,"base_minor": number,"beneficiary_id": string,"claimable_at": string,"cursor": string,"domain_id": string,"id": string,"level": number,"occurred_at": string,"payout_id": string,"platform_user_id": string,"programme_id": string,"rate_ppm": number,"reason": string,"rule_id": string,"state": string,"transaction_id": string,"usd_minor": number,"user_external_id": string
            }[]
                           },
"list_commission_movements":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "amount_minor": number,"asset": string,"beneficiary_id": string,"booked_at": string,"cursor": string,"domain_id": string,"id": string,"kind": string,"level": number,"occurred_at": string,"payout_id": string,"programme_id": string,"reason": string,"rule_id": string,"transaction_id": string,"user_external_id": string
            }[]
                           },
"list_commission_payouts":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "amount_minor": number,"asset": string,"created_at": string,"cursor": string,"domain_id": string,"id": string,"idempotency_key": string,"platform_user_id": string,"usd_minor": number,"user_external_id": string
            }[]
                           },
"list_commission_rules":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "base": string,"bonus_ppm": number,"bonus_volume_usd_minor": number,"closed_at": string,"closed_by": string,"closed_reason": string,"cohort_id": string,"created_at": string,"created_by": string,"cursor": string,"domain_id": string,"ends_at": string,"id": string,"level": number,"min_volume_usd_minor": number,"platform_user_id": string,"programme_id": string,"rate_ppm": number,"reason": string,"starts_at": string
            }[]
                           },
"list_configs":
{ Args: { "domain_id"?: string }; Returns: {
              "description": string,"enabled": boolean,"is_enabled": boolean,"is_feature": boolean,"is_set": boolean,"may_switch": boolean,"scope": string,"slug": string,"title": string,"version": number
            }[]
                           },
"list_conversations":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "account_id": string,"account_name": string,"cursor": string,"domain_id": string,"first_message": string,"id": string,"is_test": boolean,"language": string,"last_message_at": string,"outcome": string,"score": number,"scorer": string,"started_at": string,"status": string,"total_turns": number,"visitor_email": string,"visitor_id": string
            }[]
                           },
"list_cycles":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "created_at": string,"created_by": string,"cursor": string,"domain_id": string,"ends_at": string,"id": string,"kind": string,"starts_at": string,"state": string,"time_zone": string
            }[]
                           },
"list_dashboards":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "cursor": string,"domain_id": string,"id": string,"is_mine": boolean,"owner_id": string,"role_key": string,"title": string,"updated_at": string,"version": number,"visibility": string,"widgets": number
            }[]
                           },
"list_events":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "actor_id": string,"actor_kind": string,"cursor": string,"domain_id": string,"has_clock_skew": boolean,"id": string,"is_test": boolean,"name": string,"object": string,"occurred_at": string,"properties": Json,"received_at": string,"schema_version": number,"source": string,"trace_id": string
            }[]
                           },
"list_fee_rules":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"state"?: string }; Returns: {
              "created_at": string,"created_by": string,"cursor": string,"domain_id": string,"ends_at": string,"id": string,"kind": string,"limit_asset": string,"max_minor": number,"min_minor": number,"rate_ppm": number,"reason": string,"scope": Json,"specificity": number,"starts_at": string
            }[]
                           },
"list_integrations":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"status"?: string }; Returns: {
              "connected_at": string,"connected_by": string,"cursor": string,"disconnected_at": string,"domain_id": string,"error": string,"error_at": string,"expires_at": string,"id": string,"integration_status": string,"portal_id": string,"provider": string,"scopes": (string)[],"version": number
            }[]
                           },
"list_invitations":
{ Args: { "after"?: string,"page_size"?: number,"state"?: string }; Returns: {
              "created_at": string,"email": string,"expires_at": string,"id": string,"invitation_state": string,"invited_by": string,"last_sent_at": string,"person_id": string,"role_key": string,"sent_count": number
            }[]
                           },
"list_invite_codes":
{ Args: { "after"?: string,"cohort_id"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "code": string,"code_cohort_id": string,"created_at": string,"cursor": string,"domain_id": string,"ends_at": string,"id": string,"is_active": boolean,"owner_user_id": string,"slots_total": number,"slots_used": number,"starts_at": string,"version": number
            }[]
                           },
"list_keywords":
{ Args: { "filter"?: Json,"min_conversations"?: number,"page_size"?: number }; Returns: {
              "conversations": number,"keyword": string,"previous_conversations": number,"previous_total": number,"score": number,"total": number
            }[]
                           },
"list_notifications":
{ Args: { "after"?: string,"filter"?: string,"page_size"?: number,"person_id"?: string }; Returns: {
              "body": string,"created_at": string,"cursor": string,"data": Json,"domain_id": string,"event": string,"id": string,"link": string,"read_at": string,"severity": string,"title": string,"type": string
            }[]
                           },
"list_orders":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "cursor": string,"domain_id": string,"external_id": string,"id": string,"order_type": string,"placed_at": string,"platform_user_id": string,"provider": string,"rate_ppm": number,"side": string,"size_minor": number,"status": string,"token_decimals": number,"token_id": string,"token_symbol": string,"user_external_id": string
            }[]
                           },
"list_people":
{ Args: { "after"?: string,"page_size"?: number,"role_key"?: string,"search"?: string,"status"?: string }; Returns: {
              "created_at": string,"display_name": string,"email": string,"id": string,"main_role": string,"memberships": Json,"org_id": string,"person_status": string,"version": number
            }[]
                           },
"list_platform_users":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"status"?: string }; Returns: {
              "cursor": string,"domain_id": string,"email": string,"external_id": string,"id": string,"joined_at": string,"referrer_id": string,"tag": string,"user_status": string,"version": number,"wallets": (string)[]
            }[]
                           },
"list_quarantined_events":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "cursor": string,"domain_id": string,"event": Json,"event_id": string,"id": string,"name": string,"reason": string,"received_at": string
            }[]
                           },
"list_referral_programmes":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "created_at": string,"created_by": string,"cursor": string,"discount_ppm": number,"domain_id": string,"hold_days": number,"id": string,"levels": number,"live_during": unknown,"name": string,"paused_during": unknown,"status": string,"tier_basis": string,"version": number,"window_days": number
            }[]
                           },
"list_reports":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "cursor": string,"domain_id": string,"id": string,"is_mine": boolean,"owner_id": string,"params": Json,"role_key": string,"schedule": Json,"title": string,"updated_at": string,"version": number,"visibility": string
            }[]
                           },
"list_risk_scores":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"min_score"?: number,"page_size"?: number }; Returns: {
              "cursor": string,"decision": string,"domain_id": string,"external_id": string,"has_hold": boolean,"platform_user_id": string,"reasons": Json,"score": number,"scored_at": string
            }[]
                           },
"list_sections":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"with_locale"?: string,"with_status"?: string }; Returns: {
              "cursor": string,"domain_id": string,"id": string,"is_changed": boolean,"locale": string,"place": number,"publish_at": string,"published_at": string,"published_number": number,"slug": string,"status": string,"title": string,"updated_at": string,"version": number
            }[]
                           },
"list_sync_records":
{ Args: { "after"?: string,"config_id": string,"domain_id": string,"object"?: string,"page_size"?: number,"state"?: string }; Returns: {
              "cursor": string,"error": string,"id": string,"last_synced_at": string,"local_id": string,"message": string,"record_object": string,"record_state": string,"remote_id": string,"run_id": string,"trace_id": string,"updated_at": string
            }[]
                           },
"list_sync_runs":
{ Args: { "after"?: string,"config_id"?: string,"domain_ids"?: (string)[],"kind"?: string,"page_size"?: number,"started_from"?: string,"started_to"?: string,"state"?: string }; Returns: {
              "batches": number,"created": number,"cursor": string,"domain_id": string,"error": string,"failed": number,"finished_at": string,"id": string,"integration_id": string,"paused_at": string,"pending": number,"run_config_id": string,"run_kind": string,"run_state": string,"scanned": number,"skipped": number,"started_at": string,"started_by": string,"unchanged": number,"updated": number
            }[]
                           },
"list_texts":
{ Args: { "locale"?: string,"prefix"?: string }; Returns: Json
                           },
"list_tickets":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "assignee_id": string,"assignee_name": string,"created_at": string,"cursor": string,"domain_id": string,"id": string,"kind": string,"last_change_at": string,"link_identifier": string,"link_provider": string,"link_state": string,"link_url": string,"number": number,"priority": string,"reporter_id": string,"reporter_name": string,"status": string,"title": string,"version": number
            }[]
                           },
"list_tokens":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "address": string,"chain": string,"created_at": string,"cursor": string,"decimals": number,"domain_id": string,"id": string,"provider": string,"symbol": string
            }[]
                           },
"list_topics":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "classified": number,"conversations": number,"cursor": string,"domain_id": string,"id": string,"name": string,"parent_id": string,"share": number,"status": string,"version": number
            }[]
                           },
"list_transactions":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "amount_minor": number,"chain_ref": string,"cursor": string,"domain_id": string,"fee_asset": string,"fee_minor": number,"id": string,"occurred_at": string,"order_external_id": string,"order_type": string,"platform_user_id": string,"received_at": string,"side": string,"status": string,"token_decimals": number,"token_id": string,"token_symbol": string,"user_external_id": string,"venue": string,"volume_usd_minor": number
            }[]
                           },
"list_visitors":
{ Args: { "after"?: string,"filter"?: Json,"page_size"?: number }; Returns: {
              "account_id": string,"account_name": string,"conversations": number,"cursor": string,"domain_id": string,"email": string,"enrichment_data": Json,"first_seen_at": string,"id": string,"is_test": boolean,"last_seen_at": string,"sessions": number
            }[]
                           },
"mark_alert":
{ Args: { "alert_id": string,"domain_id": string,"expected_version"?: number,"state": string }; Returns: {
              "created_at": string,
"day": string,
"domain_id": string,
"expected": number | null,
"id": string,
"is_provisional": boolean,
"rule_id": string,
"score": number,
"state": string,
"updated_at": string,
"value": number,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "alerts"
        isOneToOne: true
        isSetofReturn: false
      } },
"mark_all_read":
{ Args: { "before": string }; Returns: number
                           },
"mark_read":
{ Args: { "ids": (string)[] }; Returns: number
                           },
"me":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"merge_topics":
{ Args: { "domain_id": string,"into_topic_id": string,"topic_id": string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"label": string,
"merged_into_id": string | null,
"name": string,
"parent_id": string | null,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "topics"
        isOneToOne: true
        isSetofReturn: false
      } },
"merge_visitors":
{ Args: { "domain_id": string,"into_visitor_id": string,"reason": string,"visitor_id": string }; Returns: string
                           },
"move_domain":
{ Args: { "client_id": string,"domain_id": string,"expected_version": number,"reason"?: string }; Returns: {
              "archived_at": string | null,
"client_id": string,
"created_at": string,
"created_by": string | null,
"environment": string,
"id": string,
"is_consent_required": boolean,
"site_domain": string,
"stats_valid_from": string | null,
"updated_at": string,
"verified_at": string | null,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "domains"
        isOneToOne: true
        isSetofReturn: false
      } },
"my_api_key":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_domains":
{ Args: { "after"?: string,"page_size"?: number }; Returns: {
              "client_name": string,"id": string,"role_key": string,"site_domain": string,"stats_valid_from": string
            }[]
                           },
"my_notification_settings":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_permissions":
{ Args: Record<PropertyKey, never>; Returns: {
              "domain_ids": (string)[],"is_all_domains": boolean,"permission": string,"reach": string
            }[]
                           },
"my_preferences":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_sessions":
{ Args: Record<PropertyKey, never>; Returns: {
              "aal": string,"created_at": string,"expires_at": string,"id": string,"ip": unknown,"is_current": boolean,"refreshed_at": string,"user_agent": string
            }[]
                           },
"my_tickets":
{ Args: { "after"?: string,"domain"?: string,"page_size"?: number }; Returns: {
              "assignee_id": string,"assignee_name": string,"created_at": string,"cursor": string,"domain_id": string,"id": string,"kind": string,"last_change_at": string,"link_identifier": string,"link_provider": string,"link_state": string,"link_url": string,"number": number,"priority": string,"reporter_id": string,"reporter_name": string,"status": string,"title": string,"version": number
            }[]
                           },
"note_ticket":
{ Args: { "body": string,"domain_id": string,"idempotency_key"?: string,"mentioned_ids"?: (string)[],"ticket_id": string }; Returns: string
                           },
"notifications":
{ Args: { "user_email"?: string }; Returns: Json
                           },
"order_detail":
{ Args: { "domain_id": string,"order_id": string }; Returns: Json
                           },
"pause_sync":
{ Args: { "domain_id": string,"run_id": string }; Returns: {
              "batches": number,
"claimed_at": string,
"config_id": string,
"created": number,
"cursor_after": string | null,
"cursor_object": string | null,
"domain_id": string,
"error": string | null,
"failed": number,
"finished_at": string | null,
"id": string,
"is_read": boolean,
"kind": string,
"paused_at": string | null,
"pending": number,
"scanned": number,
"skipped": number,
"started_at": string,
"started_by": string | null,
"state": string,
"unchanged": number,
"updated": number
            }
                          SetofOptions: {
        from: "*"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"place_legal_hold":
{ Args: { "domain_id": string,"reason"?: string,"title": string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"released_at": string | null,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "legal_holds"
        isOneToOne: true
        isSetofReturn: false
      } },
"prepare_delivery":
{ Args: { "message_id": string,"worker": string }; Returns: Json
                           },
"publish_section":
{ Args: { "domain_id": string,"expected_version": number,"section_id": string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"published_sections":
{ Args: { "locale"?: string,"site_domain": string }; Returns: Json
                           },
"push_target":
{ Args: { "message_id": string,"worker": string }; Returns: Json
                           },
"query_metric":
{ Args: { "bucket"?: string,"dims"?: (string)[],"filter"?: Json,"metric"?: string,"time_zone"?: string }; Returns: {
              "begins_on": string,"parts": Json,"value": number
            }[]
                           },
"quote_fee":
{ Args: { "asset": string,"at"?: string,"domain_id": string,"is_whole"?: boolean,"order_id"?: string,"order_type": string,"platform_user_id": string,"provider"?: string,"token_id": string,"value_minor": number }; Returns: Json
                           },
"read_records":
{ Args: { "after"?: string,"domain_id": string,"page_size"?: number,"resource": string }; Returns: Json[]
                           },
"read_section_preview":
{ Args: { "token": string }; Returns: {
              "body": string,"locale": string,"questions": Json,"slug": string,"styling": Json,"title": string
            }[]
                           },
"receive_webhook":
{ Args: { "body": string,"delivery_id": string,"headers": Json,"provider": string }; Returns: string
                           },
"record_donation":
{ Args: { "amount_minor": number,"case_id"?: string,"currency": string,"domain_id": string,"donor_email"?: string,"donor_name"?: string,"donor_phone"?: string,"given_at"?: string,"idempotency_key"?: string,"method": string }; Returns: {
              "amount_minor": number,
"archived_at": string | null,
"case_id": string | null,
"created_at": string,
"created_by": string | null,
"currency": string,
"domain_id": string,
"given_at": string,
"id": string,
"method": string,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "donations"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_events":
{ Args: { "events": Json }; Returns: Json
                           },
"record_history":
{ Args: { "after"?: number,"page_size"?: number,"resource": string,"resource_id": string }; Returns: {
              "action": string,"actor_person_id": string,"actor_role": string,"at": string,"changes": Json,"id": number,"on_behalf_of": string,"reason": string,"request_id": string
            }[]
                           },
"redeem_invite_code":
{ Args: { "code": string,"domain_id": string,"platform_user_id": string }; Returns: {
              "domain_id": string,
"id": string,
"invite_code_id": string,
"platform_user_id": string,
"redeemed_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "invite_redemptions"
        isOneToOne: true
        isSetofReturn: false
      } },
"redeem_oauth_state":
{ Args: { "person_id": string,"state": string }; Returns: {
              "code_verifier": string,"domain_id": string,"provider": string,"redirect_uri": string
            }[]
                           },
"referral_codes":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number }; Returns: {
              "code": string,"conversion": number,"converted": number,"cursor": string,"domain_id": string,"id": string,"owner_user_id": string,"referrals": number,"slots_total": number,"slots_used": number,"usage": number
            }[]
                           },
"referral_revenue":
{ Args: { "cycle"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "begins_on": string,"commissions_usd_minor": number,"fees_usd_minor": number,"from_at": string,"level": number,"previous_volume_usd_minor": number,"state": string,"to_at": string,"transactions": number,"volume_usd_minor": number,"volume_variation": number
            }[]
                           },
"referral_stats":
{ Args: { "cycle"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "begins_on": string,"from_at": string,"level_2_total": number,"level_3_total": number,"new_level_2": number,"new_level_3": number,"new_referrals": number,"new_referrers": number,"referrals_total": number,"referrals_variation": number,"referrers_total": number,"referrers_variation": number,"state": string,"to_at": string
            }[]
                           },
"referral_summary":
{ Args: { "filter"?: Json,"time_zone"?: string }; Returns: {
              "code_usage": number,"codes_redeemed": number,"conversion": number,"converted": number,"from_at": string,"referrals_total": number,"referrers_active": number,"referrers_total": number,"slots_total": number,"slots_used": number,"state": string,"to_at": string
            }[]
                           },
"register_device":
{ Args: { "platform": string,"push_token": string }; Returns: string
                           },
"reingest_events":
{ Args: { "changes"?: Json,"domain_id": string,"quarantine_ids": (string)[] }; Returns: Json
                           },
"release_legal_hold":
{ Args: { "domain_id": string,"hold_id": string,"reason"?: string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"released_at": string | null,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "legal_holds"
        isOneToOne: true
        isSetofReturn: false
      } },
"remove_cohort_member":
{ Args: { "cohort_id": string,"domain_id": string,"platform_user_id": string,"reason": string }; Returns: undefined
                           },
"reorder_sections":
{ Args: { "domain_id": string,"slugs": (string)[] }; Returns: number
                           },
"replay_delivery":
{ Args: { "delivery_id": string,"domain_id": string }; Returns: string
                           },
"report_delivery":
{ Args: { "error"?: string,"message_id": string,"status_code"?: number,"worker": string }; Returns: string
                           },
"report_event_export":
{ Args: { "counts": Json,"domain_id": string,"uploaded_on": string }; Returns: undefined
                           },
"report_events":
{ Args: { "error"?: string,"message_id": string,"refused"?: Json,"retry_after"?: string,"status_code"?: number,"worker": string }; Returns: string
                           },
"report_sync_batch":
{ Args: { "batch_id": string,"results": Json,"worker": string }; Returns: Json
                           },
"request_credential_reset":
{ Args: { "kind": string,"person_id": string,"reason": string }; Returns: string
                           },
"request_event_backfill":
{ Args: { "begins_at": string,"domain_id": string,"ends_at": string,"reason": string }; Returns: {
              "accepted": number,
"begins_at": string,
"created_at": string,
"domain_id": string,
"ends_at": string,
"finished_at": string | null,
"id": string,
"queued": number,
"reached_at": string | null,
"reached_id": string | null,
"requested_by": string
            }
                          SetofOptions: {
        from: "*"
        to: "event_backfills"
        isOneToOne: true
        isSetofReturn: false
      } },
"request_export":
{ Args: { "domain_id": string,"filter"?: Json,"format"?: string,"kind": string }; Returns: {
              "byte_size": number,
"created_at": string,
"domain_id": string,
"error": string | null,
"expires_at": string | null,
"filter": NonNullable<Json>,
"finished_at": string | null,
"format": string,
"id": string,
"kind": string,
"parts": number,
"requested_by": string,
"row_count": number,
"sha256": string | null,
"state": string
            }
                          SetofOptions: {
        from: "*"
        to: "exports"
        isOneToOne: true
        isSetofReturn: false
      } },
"resend_invitation":
{ Args: { "idempotency_key"?: string,"invitation_id": string }; Returns: {
              "accepted_at": string | null,
"cancelled_at": string | null,
"created_at": string,
"expires_at": string,
"id": string,
"idempotency_key": string | null,
"invited_by": string,
"last_sent_at": string,
"person_id": string,
"sent_count": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "invitations"
        isOneToOne: true
        isSetofReturn: false
      } },
"resolve_config":
{ Args: { "domain_id"?: string,"slug": string }; Returns: Json
                           },
"restore_client":
{ Args: { "client_id": string,"expected_version": number,"reason"?: string }; Returns: {
              "archived_at": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"name": string,
"plan": string,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "clients"
        isOneToOne: true
        isSetofReturn: false
      } },
"restore_domain":
{ Args: { "domain_id": string,"expected_version": number,"reason"?: string }; Returns: {
              "archived_at": string | null,
"client_id": string,
"created_at": string,
"created_by": string | null,
"environment": string,
"id": string,
"is_consent_required": boolean,
"site_domain": string,
"stats_valid_from": string | null,
"updated_at": string,
"verified_at": string | null,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "domains"
        isOneToOne: true
        isSetofReturn: false
      } },
"restore_section":
{ Args: { "domain_id": string,"expected_version": number,"section_id": string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"resume_sync":
{ Args: { "domain_id": string,"run_id": string }; Returns: {
              "batches": number,
"claimed_at": string,
"config_id": string,
"created": number,
"cursor_after": string | null,
"cursor_object": string | null,
"domain_id": string,
"error": string | null,
"failed": number,
"finished_at": string | null,
"id": string,
"is_read": boolean,
"kind": string,
"paused_at": string | null,
"pending": number,
"scanned": number,
"skipped": number,
"started_at": string,
"started_by": string | null,
"state": string,
"unchanged": number,
"updated": number
            }
                          SetofOptions: {
        from: "*"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"retention":
{ Args: { "bucket"?: string,"cohort"?: string,"filter"?: Json,"time_zone"?: string,"variant"?: string }; Returns: {
              "active": number,"cohort_on": string,"cohort_size": number,"later": number,"rate": number,"state": string
            }[]
                           },
"revert_config":
{ Args: { "domain_id"?: string,"expected_version": number,"reason"?: string,"slug": string,"version": number }; Returns: Json
                           },
"revert_record":
{ Args: { "audit_id": number,"expected_version"?: number,"reason": string,"resource": string,"resource_id": string }; Returns: Json
                           },
"review_risk":
{ Args: { "decision": string,"domain_id": string,"platform_user_id": string,"reason": string }; Returns: {
              "created_at": string,
"decision": string,
"domain_id": string,
"id": string,
"platform_user_id": string,
"reason": string,
"reviewed_by": string | null,
"score": number
            }
                          SetofOptions: {
        from: "*"
        to: "risk_reviews"
        isOneToOne: true
        isSetofReturn: false
      } },
"revocation_token":
{ Args: { "revocation_id": string }; Returns: {
              "domain_id": string,"integration_id": string,"provider": string,"refresh_token": string
            }[]
                           },
"revoke_all_sessions":
{ Args: { "person_id"?: string,"reason"?: string }; Returns: number
                           },
"revoke_api_key":
{ Args: { "domain_id": string,"key_id": string,"reason": string }; Returns: {
              "created_at": string,
"created_by": string,
"domain_id": string,
"expires_at": string | null,
"id": string,
"is_client_wide": boolean,
"name": string,
"prefix": string,
"rate_limit": number,
"revoked_at": string | null,
"revoked_by": string | null,
"scopes": (string)[],
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "api_keys"
        isOneToOne: true
        isSetofReturn: false
      } },
"revoke_device":
{ Args: { "device_id": string }; Returns: string
                           },
"revoke_person_permission":
{ Args: { "grant_id": string,"reason": string }; Returns: undefined
                           },
"revoke_session":
{ Args: { "session_id": string }; Returns: undefined
                           },
"risk_report":
{ Args: { "domain_ids"?: (string)[] }; Returns: {
              "false_negatives": number,"false_positives": number,"hold_limit": number,"model_version": string,"precision": number,"recall": number,"reviewed": number,"true_negatives": number,"true_positives": number,"unreviewed_flags": number
            }[]
                           },
"rollback_section":
{ Args: { "domain_id": string,"expected_version": number,"number": number,"section_id": string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"rotate_api_key":
{ Args: { "domain_id": string,"key_id": string,"overlap"?: string,"reason": string }; Returns: Json
                           },
"rotate_webhook_secret":
{ Args: { "domain_id": string,"endpoint_id": string,"overlap"?: string,"reason": string }; Returns: Json
                           },
"run_alert_upkeep":
{ Args: { "days"?: number }; Returns: Json
                           },
"run_audit_upkeep":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"run_consent_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_content_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_event_upkeep":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"run_export_upkeep":
{ Args: { "most"?: number,"page_size"?: number }; Returns: Json
                           },
"run_integration_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_keyword_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_notification_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_report":
{ Args: { "domain_id": string,"report_id": string }; Returns: Json
                           },
"run_report_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_retention_upkeep":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"run_risk_upkeep":
{ Args: { "days"?: number }; Returns: Json
                           },
"run_rollup_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_session_upkeep":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"run_ticket_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_webhook_upkeep":
{ Args: { "batch_size"?: number }; Returns: Json
                           },
"run_widget":
{ Args: { "domain_id": string,"widget_id": string }; Returns: Json
                           },
"schedule_report":
{ Args: { "cadence"?: string,"domain_id": string,"on_day"?: number,"recipient_ids"?: (string)[],"report_id": string,"send_at"?: string,"time_zone"?: string }; Returns: {
              "cadence": string,
"domain_id": string,
"last_at": string | null,
"next_at": string,
"on_day": number,
"recipient_ids": (string)[],
"report_id": string,
"send_at": string,
"time_zone": string
            }
                          SetofOptions: {
        from: "*"
        to: "report_schedules"
        isOneToOne: true
        isSetofReturn: false
      } },
"schedule_section":
{ Args: { "domain_id": string,"expected_version": number,"publish_at": string,"section_id": string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"score_conversation":
{ Args: { "conversation_id": string,"dimensions"?: Json,"domain_id": string,"idempotency_key"?: string,"reason"?: string,"rubric_version": number,"score": number,"scorer"?: string }; Returns: string
                           },
"search_conversations":
{ Args: { "after"?: string,"domain_ids"?: (string)[],"page_size"?: number,"query": string }; Returns: {
              "conversation_id": string,"cursor": string,"domain_id": string,"message_id": string,"occurred_at": string,"role": string,"snippet": string
            }[]
                           },
"section_detail":
{ Args: { "domain_id": string,"section_id": string }; Returns: Json
                           },
"set_amplitude":
{ Args: { "domain_id": string,"events_per_request"?: number,"is_active"?: boolean,"production_api_key"?: string,"reason": string,"region"?: string,"test_api_key"?: string }; Returns: {
              "copied_from": string | null,
"created_at": string,
"domain_id": string,
"error": string | null,
"error_at": string | null,
"events_per_request": number,
"id": string,
"is_active": boolean,
"production_secret_id": string | null,
"region": string,
"test_secret_id": string | null,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "amplitude_projects"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_client_agent":
{ Args: { "agent_key": string,"client_id": string,"expected_version": number,"is_enabled": boolean }; Returns: {
              "agent_key": string,
"client_id": string,
"is_enabled": boolean | null,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "agent_client_state"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_config":
{ Args: { "config": Json,"domain_id"?: string,"expected_version": number,"is_whole"?: boolean,"reason"?: string,"slug": string }; Returns: Json
                           },
"set_conversation_topics":
{ Args: { "conversation_id": string,"domain_id": string,"topic_ids": (string)[] }; Returns: undefined
                           },
"set_feature":
{ Args: { "domain_id"?: string,"enabled": boolean,"expected_version": number,"reason"?: string,"slug": string }; Returns: Json
                           },
"set_notification_pref":
{ Args: { "channel": string,"event": string,"is_on": boolean }; Returns: {
              "channel": string,
"event": string,
"is_on": boolean,
"person_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "notification_prefs"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_notification_schedule":
{ Args: { "digest"?: string,"digest_at"?: string,"quiet_from"?: string,"quiet_to"?: string,"time_zone"?: string }; Returns: {
              "digest": string,
"digest_at": string,
"person_id": string,
"quiet_from": string | null,
"quiet_to": string | null,
"time_zone": string
            }
                          SetofOptions: {
        from: "*"
        to: "notification_schedules"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_org_preference":
{ Args: { "key": string,"org_id": string,"value": Json }; Returns: undefined
                           },
"set_person_org":
{ Args: { "expected_version": number,"org_id": string,"person_id": string,"reason"?: string }; Returns: {
              "allowed_providers": (string)[],
"auth_user_id": string | null,
"avatar_path": string | null,
"created_at": string,
"created_by": string | null,
"display_name": string,
"email": string,
"id": string,
"locale": string,
"org_id": string | null,
"phone": string | null,
"role_key": string,
"sessions_valid_after": string,
"status": string,
"time_zone": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "people"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_person_role":
{ Args: { "expected_version": number,"person_id": string,"reason": string,"role_key": string }; Returns: {
              "allowed_providers": (string)[],
"auth_user_id": string | null,
"avatar_path": string | null,
"created_at": string,
"created_by": string | null,
"display_name": string,
"email": string,
"id": string,
"locale": string,
"org_id": string | null,
"phone": string | null,
"role_key": string,
"sessions_valid_after": string,
"status": string,
"time_zone": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "people"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_person_status":
{ Args: { "expected_version"?: number,"person_id": string,"reason": string,"status": string }; Returns: {
              "allowed_providers": (string)[],
"auth_user_id": string | null,
"avatar_path": string | null,
"created_at": string,
"created_by": string | null,
"display_name": string,
"email": string,
"id": string,
"locale": string,
"org_id": string | null,
"phone": string | null,
"role_key": string,
"sessions_valid_after": string,
"status": string,
"time_zone": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "people"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_platform_fee":
{ Args: { "domain_id": string,"limit_asset"?: string,"max_minor"?: number,"min_minor"?: number,"rate_ppm": number,"reason": string,"starts_at"?: string }; Returns: {
              "outcome": string,"requoted": number,"rule_id": string
            }[]
                           },
"set_platform_user_status":
{ Args: { "domain_id": string,"expected_version"?: number,"platform_user_id": string,"reason": string,"status": string }; Returns: {
              "created_at": string,
"domain_id": string,
"email": string | null,
"external_id": string,
"id": string,
"joined_at": string,
"referred_at": string | null,
"referrer_id": string | null,
"status": string,
"tag": string | null,
"tag_chosen_at": string | null,
"told_at": string | null,
"told_by": string | null,
"updated_at": string,
"version": number,
"wallets": (string)[]
            }
                          SetofOptions: {
        from: "*"
        to: "platform_users"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_preference":
{ Args: { "key": string,"value": Json }; Returns: Json
                           },
"set_programme_status":
{ Args: { "domain_id": string,"expected_version"?: number,"programme_id": string,"reason": string,"status": string }; Returns: {
              "created_at": string,
"created_by": string | null,
"discount_ppm": number,
"domain_id": string,
"hold_days": number,
"id": string,
"levels": number,
"live_during": unknown,
"name": string,
"paused_during": unknown,
"status": string,
"tier_basis": string,
"updated_at": string,
"version": number,
"window_days": number
            }
                          SetofOptions: {
        from: "*"
        to: "referral_programmes"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_retention":
{ Args: { "expected_version": number,"history": string,"keep_days": number,"reason"?: string }; Returns: {
              "action": string,
"created_at": string,
"history": string,
"keep_days": number | null,
"least_days": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "retention_policies"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_role_permissions":
{ Args: { "expected_version": number,"permissions": (string)[],"reason": string,"role_key": string }; Returns: {
              "created_at": string,
"is_domain_bound": boolean,
"is_invitable": boolean,
"is_mfa_required": boolean,
"is_system": boolean,
"key": string,
"landing_route": string,
"rank": number,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "roles"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_service_level":
{ Args: { "client_id"?: string,"domain_id"?: string,"holidays"?: (string)[],"targets": Json,"time_zone": string,"weekly_hours": Json }; Returns: string
                           },
"set_sync_config":
{ Args: { "domain_id": string,"expected_version"?: number,"field_map": Json,"filters"?: Json,"integration_id": string,"is_enabled"?: boolean,"objects": (string)[],"schedule"?: string }; Returns: {
              "created_at": string,
"created_by": string | null,
"direction": string,
"domain_id": string,
"field_map": NonNullable<Json>,
"filters": NonNullable<Json>,
"id": string,
"integration_id": string,
"is_enabled": boolean,
"objects": (string)[],
"schedule": string | null,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "sync_configs"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_ticket_provider":
{ Args: { "domain_id": string,"endpoint_id"?: string,"provider": string,"reason": string }; Returns: {
              "created_at": string,
"domain_id": string,
"endpoint_id": string | null,
"id": string,
"provider": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ticket_providers"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_user_tag":
{ Args: { "domain_id": string,"expected_version"?: number,"platform_user_id": string,"tag": string }; Returns: {
              "created_at": string,
"domain_id": string,
"email": string | null,
"external_id": string,
"id": string,
"joined_at": string,
"referred_at": string | null,
"referrer_id": string | null,
"status": string,
"tag": string | null,
"tag_chosen_at": string | null,
"told_at": string | null,
"told_by": string | null,
"updated_at": string,
"version": number,
"wallets": (string)[]
            }
                          SetofOptions: {
        from: "*"
        to: "platform_users"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_visitor_consent":
{ Args: { "domain_id": string,"purposes": (string)[],"reason": string,"state": string,"visitor_id": string }; Returns: Json
                           },
"share_case":
{ Args: { "case_id": string,"domain_id": string,"expires_at"?: string,"level"?: string,"org_id": string }; Returns: {
              "case_id": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"expires_at": string | null,
"level": string,
"org_id": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "case_shares"
        isOneToOne: true
        isSetofReturn: false
      } },
"simulate_fee_rule":
{ Args: { "before"?: string,"domain_id": string,"kind"?: string,"rate_ppm": number,"scope": Json,"since"?: string }; Returns: {
              "before_at": string,"changed": number,"difference_usd_minor": number,"fees_under_rule_usd_minor": number,"fees_usd_minor": number,"matched": number,"matched_orders": number,"since_at": string,"volume_usd_minor": number
            }[]
                           },
"start_sync":
{ Args: { "config_id": string,"domain_id": string,"idempotency_key"?: string,"kind"?: string }; Returns: {
              "batches": number,
"claimed_at": string,
"config_id": string,
"created": number,
"cursor_after": string | null,
"cursor_object": string | null,
"domain_id": string,
"error": string | null,
"failed": number,
"finished_at": string | null,
"id": string,
"is_read": boolean,
"kind": string,
"paused_at": string | null,
"pending": number,
"scanned": number,
"skipped": number,
"started_at": string,
"started_by": string | null,
"state": string,
"unchanged": number,
"updated": number
            }
                          SetofOptions: {
        from: "*"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"store_conversation_topics":
{ Args: { "entries": Json }; Returns: Json
                           },
"store_issue":
{ Args: { "changed_at": string,"identifier": string,"issue_id": string,"state_name": string,"state_type": string,"url": string }; Returns: string
                           },
"store_refreshed_tokens":
{ Args: { "access_token": string,"domain_id": string,"expires_in": number,"integration_id": string,"refresh_token"?: string,"worker": string }; Returns: string
                           },
"support_overview":
{ Args: { "domain_ids"?: (string)[] }; Returns: {
              "breached": number,"by_age": Json,"by_priority": Json,"by_status": Json,"domain_id": string,"oldest_open_at": string,"open": number,"total": number,"unassigned": number
            }[]
                           },
"switch_alert_rule":
{ Args: { "domain_id": string,"expected_version"?: number,"is_active": boolean,"rule_id": string }; Returns: {
              "cooldown_days": number,
"created_at": string,
"direction": string,
"domain_id": string,
"event_name": string | null,
"id": string,
"is_active": boolean,
"limit_value": number,
"method": string,
"metric": string,
"min_volume": number,
"time_zone": string,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "alert_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"sync_lag":
{ Args: { "domain_ids"?: (string)[],"span"?: string }; Returns: {
              "accepted": number,"domain_id": string,"error": string,"is_active": boolean,"oldest_at": string,"p50": string,"p95": string,"refused": number,"waiting": number
            }[]
                           },
"ticket_detail":
{ Args: { "domain_id": string,"ticket_id": string }; Returns: Json
                           },
"toggle_agent":
{ Args: { "agent_key": string,"domain_id": string,"expected_version": number,"is_enabled": boolean,"reason"?: string }; Returns: {
              "agent_key": string,
"domain_id": string,
"is_enabled": boolean | null,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "agent_domain_state"
        isOneToOne: true
        isSetofReturn: false
      } },
"topic_frequency":
{ Args: { "bucket"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "classified": number,"conversations": number,"domain_id": string,"is_partial": boolean,"share": number,"starts_on": string,"topic_id": string,"topic_name": string
            }[]
                           },
"topic_trend":
{ Args: { "filter"?: Json }; Returns: {
              "classified": number,"conversations": number,"domain_id": string,"previous_classified": number,"previous_conversations": number,"previous_lower": number,"previous_share": number,"previous_upper": number,"share": number,"share_change": number,"share_lower": number,"share_upper": number,"topic_id": string,"topic_name": string,"trend": string
            }[]
                           },
"transaction_stats":
{ Args: { "cycle"?: string,"filter"?: Json,"time_zone"?: string }; Returns: {
              "begins_on": string,"by_type": Json,"failed": number,"from_at": string,"pending": number,"previous_transactions": number,"previous_volume_usd_minor": number,"reverted": number,"state": string,"to_at": string,"transactions": number,"transactions_variation": number,"volume_usd_minor": number,"volume_variation": number
            }[]
                           },
"transition_ticket":
{ Args: { "domain_id": string,"expected_version": number,"ticket_id": string,"to_status": string }; Returns: number
                           },
"unassign_guardian":
{ Args: { "case_id": string,"domain_id": string,"guardian_id": string }; Returns: undefined
                           },
"unread_count":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"unshare_case":
{ Args: { "case_id": string,"domain_id": string,"org_id": string }; Returns: undefined
                           },
"update_agent":
{ Args: { "agent_key": string,"expected_version": number,"is_on_by_default"?: boolean,"silent_after"?: string }; Returns: {
              "description": string,
"is_on_by_default": boolean,
"key": string,
"name": string,
"silent_after": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "agents"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_client":
{ Args: { "client_id": string,"expected_version": number,"name"?: string,"plan"?: string,"status"?: string }; Returns: {
              "archived_at": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"name": string,
"plan": string,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "clients"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_dashboard":
{ Args: { "dashboard_id": string,"domain_id": string,"expected_version"?: number,"role_key"?: string,"title"?: string,"visibility"?: string,"widgets"?: Json }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"owner_id": string,
"role_key": string | null,
"title": string,
"updated_at": string,
"version": number,
"visibility": string
            }
                          SetofOptions: {
        from: "*"
        to: "dashboards"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_domain":
{ Args: { "domain_id": string,"environment"?: string,"expected_version": number,"is_consent_required"?: boolean,"stats_valid_from"?: string,"verified_at"?: string }; Returns: {
              "archived_at": string | null,
"client_id": string,
"created_at": string,
"created_by": string | null,
"environment": string,
"id": string,
"is_consent_required": boolean,
"site_domain": string,
"stats_valid_from": string | null,
"updated_at": string,
"verified_at": string | null,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "domains"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_donor_contact":
{ Args: { "domain_id": string,"donation_id": string,"donor_email": string,"donor_name": string,"donor_phone": string,"expected_version": number }; Returns: number
                           },
"update_event_type":
{ Args: { "description"?: string,"domain_id": string,"expected_version"?: number,"is_active"?: boolean,"name": string,"pii"?: Json,"schema_version": number }; Returns: {
              "actor_kinds": (string)[],
"created_at": string,
"description": string,
"domain_id": string,
"is_active": boolean,
"json_schema": NonNullable<Json>,
"name": string,
"pii": NonNullable<Json>,
"schema_version": number,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "event_catalog"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_invite_code":
{ Args: { "code": string,"domain_id": string,"ends_at"?: string,"expected_version"?: number,"is_active"?: boolean,"reason": string,"slots_total"?: number }; Returns: {
              "code": string,
"cohort_id": string | null,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"ends_at": string | null,
"id": string,
"is_active": boolean,
"owner_user_id": string | null,
"slots_total": number,
"slots_used": number,
"starts_at": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "invite_codes"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_my_profile":
{ Args: { "avatar_path"?: string,"display_name"?: string,"expected_version"?: number,"locale"?: string,"phone"?: string,"time_zone"?: string }; Returns: {
              "allowed_providers": (string)[],
"auth_user_id": string | null,
"avatar_path": string | null,
"created_at": string,
"created_by": string | null,
"display_name": string,
"email": string,
"id": string,
"locale": string,
"org_id": string | null,
"phone": string | null,
"role_key": string,
"sessions_valid_after": string,
"status": string,
"time_zone": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "people"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_person_profile":
{ Args: { "display_name"?: string,"expected_version": number,"locale"?: string,"person_id": string,"phone"?: string,"time_zone"?: string }; Returns: {
              "allowed_providers": (string)[],
"auth_user_id": string | null,
"avatar_path": string | null,
"created_at": string,
"created_by": string | null,
"display_name": string,
"email": string,
"id": string,
"locale": string,
"org_id": string | null,
"phone": string | null,
"role_key": string,
"sessions_valid_after": string,
"status": string,
"time_zone": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "people"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_report":
{ Args: { "domain_id": string,"expected_version"?: number,"params"?: Json,"report_id": string,"role_key"?: string,"title"?: string,"visibility"?: string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"owner_id": string,
"params": NonNullable<Json>,
"role_key": string | null,
"title": string,
"updated_at": string,
"version": number,
"visibility": string
            }
                          SetofOptions: {
        from: "*"
        to: "saved_reports"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_section":
{ Args: { "body"?: string,"domain_id": string,"expected_version": number,"questions"?: Json,"section_id": string,"styling"?: Json,"title"?: string }; Returns: {
              "body": string,
"content_hash": string,
"created_at": string,
"created_by": string | null,
"domain_id": string,
"id": string,
"locale": string,
"position": number,
"publish_at": string | null,
"published_number": number | null,
"questions": NonNullable<Json>,
"scheduled_by": string | null,
"slug": string,
"status": string,
"styling": NonNullable<Json>,
"title": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "ai_sections"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_ticket":
{ Args: { "description"?: string,"domain_id": string,"expected_version": number,"priority"?: string,"ticket_id": string,"title"?: string }; Returns: number
                           },
"update_topic":
{ Args: { "domain_id": string,"expected_version": number,"is_top_level"?: boolean,"name"?: string,"parent_id"?: string,"status"?: string,"topic_id": string }; Returns: {
              "created_at": string,
"domain_id": string,
"id": string,
"label": string,
"merged_into_id": string | null,
"name": string,
"parent_id": string | null,
"status": string,
"updated_at": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "topics"
        isOneToOne: true
        isSetofReturn: false
      } },
"update_webhook_endpoint":
{ Args: { "domain_id": string,"endpoint_id": string,"expected_version": number,"is_active"?: boolean,"reason": string,"topics"?: (string)[],"url"?: string }; Returns: {
              "created_at": string,
"created_by": string,
"domain_id": string,
"id": string,
"is_active": boolean,
"old_secret_ends_at": string | null,
"old_secret_id": string | null,
"secret_id": string | null,
"topics": (string)[],
"updated_at": string,
"url": string,
"version": number
            }
                          SetofOptions: {
        from: "*"
        to: "webhook_endpoints"
        isOneToOne: true
        isSetofReturn: false
      } },
"user_360":
{ Args: { "domain_id": string,"platform_user_id": string }; Returns: Json
                           },
"user_timeline":
{ Args: { "after"?: string,"domain_id": string,"page_size"?: number,"platform_user_id": string }; Returns: {
              "cursor": string,"details": Json,"id": string,"kind": string,"occurred_at": string
            }[]
                           },
"verify_audit_chain":
{ Args: { "domain_id"?: string }; Returns: {
              "chain_domain_id": string,"fault": string,"first_broken_id": number,"head_hash": string,"head_number": number,"is_ok": boolean,"rows_checked": number
            }[]
                           },
"visitor_consent":
{ Args: { "domain_id": string,"visitor_id": string }; Returns: Json
                           },
"visitor_timeline":
{ Args: { "after"?: string,"domain_id": string,"page_size"?: number,"visitor_id": string }; Returns: {
              "conversation_id": string,"cursor": string,"details": Json,"id": string,"kind": string,"occurred_at": string,"session_id": string,"url": string
            }[]
                           },
"volume_by_token":
{ Args: { "filter"?: Json,"page_size"?: number,"time_zone"?: string }; Returns: {
              "address": string,"amount_minor": number,"chain": string,"domain_id": string,"share": number,"symbol": string,"token_id": string,"transactions": number,"volume_usd_minor": number
            }[]
                           },
"why_can":
{ Args: { "domain_id"?: string,"permission": string,"person_id": string }; Returns: Json
                           }
          }
          Enums: {
            "visitor_event_kind": "page_view"|"widget_shown"|"cta_clicked"|"form_submitted"|"identify"|"enrichment"|"message"|"email_captured"|"demo_proposed"|"demo_booked"|"conversation_status"|"consent"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "visitor_event_kind": ["page_view", "widget_shown", "cta_clicked", "form_submitted", "identify", "enrichment", "message", "email_captured", "demo_proposed", "demo_booked", "conversation_status", "consent"]
          }
        }
} as const
